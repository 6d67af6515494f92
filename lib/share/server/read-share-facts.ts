import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Execution } from '@/lib/db/generated/client';
import type { ShareFacts } from '@/lib/share/withheld';

/** Calls whose arguments and output are looked for in what people wrote. */
const callLimit = 500;

/** What is known of people, machinery and calls, so that redaction knows what to look for. */
export async function readShareFacts(db: Transaction, incidentId: string): Promise<ShareFacts> {
  const subjects = await db.incidentSubject.findMany({ where: { incidentId } });
  const subjectIds = (kind: string) =>
    subjects.filter((subject) => subject.kind === kind).map(({ subjectId }) => subjectId);
  const calls = await readCalls(db, incidentId, subjectIds('execution'));
  const [agents, workspaces, people] = await Promise.all([
    db.agent.findMany({ select: { agentId: true, name: true, tools: true } }),
    db.workspace.findMany({ select: { workspaceId: true, name: true } }),
    readPeople(db, incidentId),
  ]);
  const affected = new Set([
    ...subjectIds('agent'),
    ...subjectIds('workspace'),
    ...calls.flatMap(({ agentId, workspaceId }) => [agentId ?? [], workspaceId ?? []].flat()),
  ]);
  const calledTools = new Set(calls.flatMap(({ toolName }) => toolName ?? []));
  const tools = new Set([...calledTools, ...agents.flatMap((agent) => agent.tools)]);
  return {
    people: [...people, ...calls.flatMap(({ requestedBy }) => requestedBy ?? [])],
    tools: [...tools].map((name) => ({ name, isAffected: calledTools.has(name) })),
    agents: agents.map(({ agentId, name }) => ({ id: agentId, name, isAffected: affected.has(agentId) })),
    workspaces: workspaces.map(({ workspaceId, name }) => ({
      id: workspaceId,
      name,
      isAffected: affected.has(workspaceId) || affected.has(name),
    })),
    ids: [
      ...subjects.filter(({ kind }) => isCallId(kind)).map(({ subjectId }) => subjectId),
      ...calls.flatMap((call) =>
        [call.executionId, call.invocationId, call.approvalId, call.chatId, call.branchId].filter(
          (id) => id !== null,
        ),
      ),
    ],
    payloads: calls.flatMap((call) => [call.arguments, call.output, call.error]),
  };
}

function isCallId(kind: string): boolean {
  return kind === 'execution' || kind === 'approval' || kind === 'chat';
}

/** Those attached to the incident, and those its story may tell of. */
async function readCalls(db: Transaction, incidentId: string, attached: string[]): Promise<Execution[]> {
  const pinned = await db.timelineEntry.findMany({
    where: { incidentId, source: 'execution', pins: { some: { incidentId } } },
    select: { data: true },
  });
  const told = pinned.flatMap(({ data }) => {
    const { executionId } = Object(data) as { executionId?: unknown };
    return typeof executionId === 'string' ? executionId : [];
  });
  return db.execution.findMany({
    where: { executionId: { in: [...new Set([...told, ...attached])] } },
    orderBy: { occurredAt: 'asc' },
    take: callLimit,
  });
}

/** All members, and who acted here under a name that no member has any more. */
async function readPeople(db: Transaction, incidentId: string): Promise<string[]> {
  const [members, actors, holders] = await Promise.all([
    db.user.findMany({ select: { name: true } }),
    db.timelineEntry.groupBy({ by: ['actorName'], where: { incidentId } }),
    db.incidentRole.findMany({ where: { incidentId }, select: { userName: true } }),
  ]);
  return [
    ...new Set([
      ...members.map(({ name }) => name),
      ...actors.flatMap(({ actorName }) => actorName ?? []),
      ...holders.map(({ userName }) => userName),
    ]),
  ];
}
