import 'server-only';
import { buildOpenCalls } from '@/lib/containment/build-open-calls';
import { endedStatuses, type OpenCall } from '@/lib/containment/open-call';
import type { Untaken } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import { locateCalls } from '@/lib/mirror/server/read-call-places';

type Whose = {
  /** Null for every agent. */
  agentIds: string[] | null;
  /** Also work that names no agent; none of it when absent. */
  untaken?: Untaken;
};

/** A run that began longer ago is still found through its invocation; this keeps the search inside an index. */
const longestRunMs = 24 * 3_600_000;

/** Calls that have not ended, as far as the mirror knows. */
export async function readOpenCalls(
  db: Transaction,
  { agentIds, untaken = 'none' }: Whose,
  now: Date,
): Promise<OpenCall[]> {
  const isTheirs = workOf(agentIds, untaken);
  const invocations = await db.invocation.findMany({
    where: { status: { notIn: endedStatuses }, goneAt: null, ...isTheirs },
    select: { ...callFields, invocationId: true, createdAt: true },
  });
  const executionFields = { ...callFields, executionId: true, startedAt: true, completedAt: true };
  const [running, byInvocation, byExecution, unknownLeases] = [
    await db.execution.findMany({
      where: {
        status: { notIn: endedStatuses },
        completedAt: null,
        occurredAt: { gte: new Date(now.getTime() - longestRunMs) },
        ...isTheirs,
      },
      select: executionFields,
    }),
    // Two questions and not an OR: only a list that stands alone may be longer than what one statement can carry.
    await db.execution.findMany({
      where: { invocationId: { in: invocations.map((invocation) => invocation.invocationId) } },
      select: executionFields,
    }),
    await db.execution.findMany({
      where: { executionId: { in: invocations.flatMap(({ executionId }) => executionId ?? []) } },
      select: executionFields,
    }),
    await readUnknownLeases(db, agentIds),
  ];
  const named = await locateCalls(db, running);
  const executions = new Map(
    [...named, ...byInvocation, ...byExecution].map((row) => [row.executionId, row]),
  );
  return buildOpenCalls({ invocations, executions: [...executions.values()], unknownLeases });
}

const callFields = {
  invocationId: true,
  executionId: true,
  agentId: true,
  workspaceId: true,
  toolName: true,
  risk: true,
  status: true,
} as const;

function workOf(agentIds: string[] | null, untaken: Untaken) {
  if (agentIds === null && untaken === 'all') return {};
  const taken = { agentId: agentIds === null ? { not: null } : { in: agentIds } };
  if (untaken === 'none') return taken;
  const where = untaken === 'all' ? {} : { workspaceId: { in: untaken.workspaceIds } };
  return { OR: [taken, { agentId: null, ...where }] };
}

/** What agents name in their lease and no list of XEM has: better counted than missed. */
async function readUnknownLeases(db: Transaction, agentIds: string[] | null) {
  const agents = await db.agent.findMany({
    where: {
      inFlightKnown: true,
      goneAt: null,
      NOT: { inFlight: { isEmpty: true } },
      ...(agentIds === null ? {} : { agentId: { in: agentIds } }),
    },
    select: { agentId: true, inFlight: true },
  });
  const leases = agents.flatMap(({ agentId, inFlight }) =>
    inFlight.map((invocationId) => ({ agentId, invocationId })),
  );
  if (leases.length === 0) return [];
  const invocationIds = leases.map(({ invocationId }) => invocationId);
  const known = new Set<string | null>();
  for (const { invocationId } of await db.invocation.findMany({
    where: { invocationId: { in: invocationIds }, goneAt: null },
    select: { invocationId: true },
  })) {
    known.add(invocationId);
  }
  for (const { invocationId } of await db.execution.findMany({
    where: { invocationId: { in: invocationIds } },
    select: { invocationId: true },
  })) {
    known.add(invocationId);
  }
  return leases.filter(({ invocationId }) => !known.has(invocationId));
}
