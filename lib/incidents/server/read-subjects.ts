import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Subject } from '@/lib/incidents/subject-schema';

/** What an incident is about, with the names XEM gives. */
export async function readSubjects(db: Transaction, incidentId: string): Promise<Subject[]> {
  const rows = await db.incidentSubject.findMany({
    where: { incidentId },
    orderBy: [{ attachedAt: 'asc' }, { kind: 'asc' }, { subjectId: 'asc' }],
  });
  const ids = rows.map(({ subjectId }) => subjectId);
  const agents = await db.agent.findMany({
    where: { agentId: { in: ids } },
    select: { agentId: true, name: true },
  });
  const workspaces = await db.workspace.findMany({
    where: { workspaceId: { in: ids } },
    select: { workspaceId: true, name: true },
  });
  const names = new Map<string, string>([
    ...agents.map(({ agentId, name }) => [`agent ${agentId}`, name] as const),
    ...workspaces.map(({ workspaceId, name }) => [`workspace ${workspaceId}`, name] as const),
  ]);
  return rows.map(({ kind, subjectId, attachedByName, attachedAt }) => ({
    kind,
    subjectId,
    name: names.get(`${kind} ${subjectId}`) ?? null,
    attachedByName,
    attachedAt: attachedAt.toISOString(),
  }));
}
