import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import type { FollowUp, FollowUpStatus, updateFollowUpInput } from '@/lib/follow-ups/follow-up';
import { toFollowUp } from '@/lib/follow-ups/server/to-follow-up';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof updateFollowUpInput> & { incidentRef: string; followUpId: string };

const openings: Record<FollowUpStatus, string> = {
  open: 'Follow-up changed',
  done: 'Follow-up done',
  dropped: 'Follow-up dropped',
};

/** A repeat that changes nothing writes nothing. */
export async function updateFollowUp(context: Context, input: Input): Promise<FollowUp> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await tx.$queryRaw`SELECT id::text FROM "FollowUp" WHERE id = ${input.followUpId}::uuid FOR UPDATE`;
    const row = await tx.followUp.findFirst({ where: { id: input.followUpId, incidentId: incident.id } });
    if (!row) throw notFound('follow-up', input.followUpId);
    const before = toFollowUp(row);
    const changes = changesTo(before, input);
    if (Object.keys(changes).length === 0) return before;

    const { dueAt, ...rest } = changes;
    const after = toFollowUp(
      await tx.followUp.update({
        where: { id: row.id },
        data: {
          ...rest,
          ...(dueAt === undefined ? {} : { dueAt: dueAt && new Date(dueAt) }),
          updatedAt: context.clock.now(),
        },
      }),
    );
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'follow_up_recorded',
      source: 'person',
      text: `${openings[after.status]}: ${after.title}`,
      data: { ...after, before: pick(before, Object.keys(changes)) },
    });
    await announce(tx, { incident: incident.number, changed: 'postmortem' });
    return after;
  });
}

type Changes = Partial<Pick<FollowUp, 'kind' | 'title' | 'ownerName' | 'dueAt' | 'status'>>;

function changesTo(before: FollowUp, input: Input): Changes {
  const wanted: Changes = {
    ...(input.kind && { kind: input.kind }),
    ...(input.title && { title: input.title }),
    ...(input.status && { status: input.status }),
    ...(input.ownerName !== undefined && { ownerName: input.ownerName || null }),
    ...(input.dueAt !== undefined && { dueAt: input.dueAt && new Date(input.dueAt).toISOString() }),
  };
  return pick(
    wanted,
    Object.keys(wanted).filter((key) => wanted[key as keyof Changes] !== before[key as keyof Changes]),
  );
}

function pick<Source extends object>(source: Source, keys: string[]): Partial<Source> {
  return Object.fromEntries(Object.entries(source).filter(([key]) => keys.includes(key))) as Partial<Source>;
}
