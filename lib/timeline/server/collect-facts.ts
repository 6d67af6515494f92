import 'server-only';
import type { Database } from '@/lib/db/client';
import { approvalsInScope, executionsInScope, type IncidentScope } from '@/lib/incidents/incident-scope';
import { readNames } from '@/lib/mirror/server/read-names';
import {
  agentEventFact,
  approvalFacts,
  type ExecutionRow,
  executionFacts,
  type Fact,
  outageFacts,
} from '@/lib/timeline/build-facts';
import { approvalFinder, approvalVerdict } from '@/lib/triage/approval-verdict';

/** Rows taken at once; what was read before is skipped without being counted against anything. */
const pageSize = 500;

/**
 * How long a call that seems to lack its approval waits for the approvals to be read again, in ms, before it is written
 * down as unknown: the two lists are read at different moments, and the log can't take back what it said.
 */
const verdictPatienceMs = 15_000;

type Window = {
  scope: IncidentScope;
  /** Only rows that changed since then; null for all. */
  changedSince: Date | null;
  now: Date;
};

/** What the mirror holds about an incident, page by page; what is in the log already may be among it. */
export async function* collectFacts(db: Database, window: Window): AsyncGenerator<Fact[]> {
  yield* executionPages(db, window);
  yield await approvals(db, window);
  yield* agentEventPages(db, window);
  yield await outages(db, window);
}

async function* executionPages(db: Database, { scope, changedSince, now }: Window): AsyncGenerator<Fact[]> {
  const approvalsReadAt = await db.sourceFreshness.findUnique({ where: { source: 'approvals' } });
  for (let after: { occurredAt: Date; executionId: string } | undefined; ; ) {
    const rows = await db.execution.findMany({
      where: {
        AND: [
          executionsInScope(scope),
          changedSince ? { observedAt: { gte: changedSince } } : {},
          after
            ? {
                occurredAt: { gte: after.occurredAt },
                OR: [{ occurredAt: { gt: after.occurredAt } }, { executionId: { gt: after.executionId } }],
              }
            : {},
        ],
      },
      omit: { raw: true, output: true, error: true },
      orderBy: [{ occurredAt: 'asc' }, { executionId: 'asc' }],
      take: pageSize,
    });
    yield await judge(db, rows, approvalsReadAt?.lastSuccessAt ?? null, now);
    after = rows.at(-1);
    if (rows.length < pageSize) return;
  }
}

type MirroredRow = ExecutionRow & { approvalId: string | null; firstSeenAt: Date };

async function judge(
  db: Database,
  rows: MirroredRow[],
  approvalsReadAt: Date | null,
  now: Date,
): Promise<Fact[]> {
  const names = await readNames(db, rows);
  const findApproval = approvalFinder(
    await db.approval.findMany({
      where: {
        OR: [
          { approvalId: { in: rows.flatMap(({ approvalId }) => approvalId ?? []) } },
          { invocationId: { in: rows.flatMap(({ invocationId }) => invocationId ?? []) } },
        ],
      },
      select: { approvalId: true, invocationId: true, status: true },
    }),
  );
  return rows.flatMap((row) => {
    const approval = findApproval(row);
    const found = approvalVerdict(row, approval);
    const isConfirmed = approvalsReadAt !== null && approvalsReadAt >= row.firstSeenAt;
    if (found === 'missing' && !isConfirmed && now.getTime() - row.firstSeenAt.getTime() < verdictPatienceMs)
      return [];
    return executionFacts(row, {
      verdict: found === 'missing' && !isConfirmed ? 'unknown' : found,
      approvalId: row.approvalId ?? approval?.approvalId ?? null,
      workspaceName: names.workspace(row.workspaceId),
    });
  });
}

async function approvals(db: Database, { scope, changedSince }: Window): Promise<Fact[]> {
  const attached = await db.execution.findMany({
    where: { executionId: { in: scope.executionIds } },
    select: { invocationId: true },
  });
  const invocationIds = attached.flatMap(({ invocationId }) => invocationId ?? []);
  const rows = await db.approval.findMany({
    where: {
      AND: [
        approvalsInScope(scope, invocationIds),
        changedSince ? { observedAt: { gte: changedSince } } : {},
      ],
    },
    omit: { raw: true },
  });
  const names = await readNames(db, rows);
  return rows.flatMap((row) => approvalFacts(row, names.workspace(row.workspaceId)));
}

async function* agentEventPages(db: Database, { scope, changedSince }: Window): AsyncGenerator<Fact[]> {
  for (let skip = 0; scope.agentIds.length > 0; skip += pageSize) {
    const rows = await db.agentEvent.findMany({
      where: {
        agentId: { in: scope.agentIds },
        occurredAt: { gte: scope.since },
        ...(changedSince && { firstSeenAt: { gte: changedSince } }),
      },
      omit: { raw: true },
      orderBy: [{ occurredAt: 'asc' }, { eventId: 'asc' }],
      skip,
      take: pageSize,
    });
    yield rows.map(agentEventFact);
    if (rows.length < pageSize) return;
  }
}

/** Few, so always all of them: an outage that ended keeps its old start. */
async function outages(db: Database, { scope }: Window): Promise<Fact[]> {
  const rows = await db.sourceOutage.findMany({
    where: { OR: [{ endedAt: null }, { endedAt: { gt: scope.since } }] },
    orderBy: { startedAt: 'asc' },
  });
  return rows.flatMap(outageFacts);
}
