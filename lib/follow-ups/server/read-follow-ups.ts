import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { FollowUp } from '@/lib/follow-ups/follow-up';
import { toFollowUp } from '@/lib/follow-ups/server/to-follow-up';
import type { PageOf } from '@/lib/http/endpoint';
import { findIncident } from '@/lib/incidents/server/find-incident';

export async function readFollowUps(
  context: { db: Transaction },
  input: { incidentRef: string },
): Promise<PageOf<FollowUp>> {
  const incident = await findIncident(context.db, input.incidentRef);
  const rows = await context.db.followUp.findMany({
    where: { incidentId: incident.id },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
  });
  return { data: rows.map(toFollowUp), nextCursor: null };
}
