import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause } from '@/lib/db/generated/client';
import { announce } from '@/lib/live/server/announce';
import { appendEntry, type NewEntry } from '@/lib/timeline/server/append-entry';

type Told = Pick<NewEntry, 'kind' | 'source' | 'sourceId' | 'text'>;

/** Writes into the log of the open incidents that are about this agent, or whose release left the pause over. */
export async function tellOfPause(
  context: Context,
  tx: Transaction,
  pause: Pick<OutsidePause, 'id' | 'kind' | 'agentId' | 'workspaceId' | 'decision' | 'incidentId'>,
  entry: Told,
): Promise<void> {
  const { id: pauseId, kind, agentId, workspaceId, decision, incidentId } = pause;
  const incidents = await tx.incident.findMany({
    where: {
      phase: { not: 'closed' },
      OR: [
        { subjects: { some: { kind: 'agent', subjectId: agentId } } },
        ...(incidentId === null ? [] : [{ id: incidentId }]),
      ],
    },
    select: { id: true, number: true },
    orderBy: { id: 'asc' },
  });
  for (const incident of incidents) {
    await appendEntry(context, tx, {
      ...entry,
      incidentId: incident.id,
      data: { pauseId, kind, agentId, workspaceId: workspaceId || null, decision },
    });
  }
  await announce(tx, { incident: null, changed: 'agents' });
}
