import 'server-only';
import type { HoldSelection } from '@/lib/containment/hold';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { announce } from '@/lib/live/server/announce';
import { appendEntries } from '@/lib/timeline/server/append-entry';

/** What a person holds for an incident is what the incident is about. */
export async function attachSubjects(
  context: Context,
  tx: Transaction,
  incidentId: string,
  { agentId, workspaceId }: HoldSelection,
): Promise<void> {
  const named = [
    ...(agentId === undefined ? [] : [{ kind: 'agent' as const, subjectId: agentId }]),
    ...(workspaceId === undefined ? [] : [{ kind: 'workspace' as const, subjectId: workspaceId }]),
  ];
  const known = await tx.incidentSubject.findMany({ where: { incidentId, OR: named } });
  const fresh = named.filter(
    ({ kind, subjectId }) => !known.some((it) => it.kind === kind && it.subjectId === subjectId),
  );
  if (fresh.length === 0) return;
  const { actor, clock } = context;
  const attached = { attachedById: actor.actorId, attachedByName: actor.name, attachedAt: clock.now() };
  await tx.incidentSubject.createMany({
    data: fresh.map((subject) => ({ incidentId, ...subject, ...attached })),
  });
  await appendEntries(
    context,
    tx,
    incidentId,
    fresh.map((subject) => ({
      incidentId,
      kind: 'subject_attached',
      source: 'person',
      sourceId: `attached:${subject.kind}:${subject.subjectId}`,
      data: subject,
    })),
  );
  const { number } = await tx.incident.findUniqueOrThrow({ where: { id: incidentId } });
  await announce(tx, { incident: number, changed: 'detail' });
}
