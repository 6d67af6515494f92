import 'server-only';
import type { FollowUp as Row } from '@/lib/db/generated/client';
import type { FollowUp } from '@/lib/follow-ups/follow-up';

export function toFollowUp(row: Row): FollowUp {
  const { id, kind, title, ownerName, dueAt, status, createdAt, updatedAt } = row;
  return {
    followUpId: id,
    kind,
    title,
    ownerName,
    dueAt: dueAt?.toISOString() ?? null,
    status,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
