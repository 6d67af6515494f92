import 'server-only';
import type { HoldSelection } from '@/lib/containment/hold';
import type { FleetFacts } from '@/lib/containment/plan-containment';
import { readOpenApprovals } from '@/lib/containment/server/read-open-approvals';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readServings } from '@/lib/containment/server/read-servings';
import { untakenOf } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { gatedRisks } from '@/lib/triage/approval-verdict';

const hourMs = 3_600_000;

/** What the mirror knows about the agents that a selection may mean. */
export async function readFleet(
  db: Transaction,
  selection: HoldSelection,
  scope: { now: Date; incidentId: string | null },
): Promise<FleetFacts> {
  const servings = await readServings(db, selection);
  const agentIds = agentsIn(selection, servings);
  // What no agent has taken belongs to a stop that leaves no agent to take it.
  const untaken = selection.agentId === undefined ? untakenOf(selection, servings) : 'none';
  const whose = agentIds === null ? {} : { agentId: { in: agentIds } };
  return {
    agents: await db.agent.findMany({
      where: { goneAt: null, ...whose },
      select: { agentId: true, name: true, status: true },
    }),
    servings,
    calls: await readOpenCalls(db, { agentIds, untaken }, scope.now),
    approvals: await readOpenApprovals(db),
    rates: await readRates(db, whose, scope),
    held: await readHeld(db, agentIds),
  };
}

/** Null for all. */
function agentsIn(selection: HoldSelection, servings: FleetFacts['servings']): string[] | null {
  if (selection.rung === 'all') return null;
  if (selection.agentId !== undefined) return [selection.agentId];
  return [...new Set(servings.map(({ agentId }) => agentId))];
}

async function readRates(
  db: Transaction,
  whose: { agentId?: { in: string[] } },
  { now, incidentId }: { now: Date; incidentId: string | null },
): Promise<FleetFacts['rates']> {
  const where = { occurredAt: { gte: new Date(now.getTime() - hourMs) }, ...whose };
  const by = ['agentId', 'workspaceId'] as const;
  const suspects =
    incidentId === null
      ? []
      : await db.incidentSubject.findMany({
          where: { incidentId, kind: 'execution' },
          select: { subjectId: true },
        });
  const started = await db.execution.groupBy({ by: [...by], where, _count: true });
  const healthy = await db.execution.groupBy({
    by: [...by],
    where: {
      ...where,
      status: 'completed',
      executionId: { notIn: suspects.map(({ subjectId }) => subjectId) },
      // A dangerous call that nobody allowed is no healthy work.
      NOT: { risk: { in: [...gatedRisks] }, approvalId: null },
    },
    _count: true,
  });
  const key = (row: { agentId: string | null; workspaceId: string | null }) =>
    `${row.agentId} ${row.workspaceId}`;
  const healthyCounts = new Map(healthy.map((row) => [key(row), row._count]));
  return started.flatMap((row) =>
    row.agentId === null
      ? []
      : {
          agentId: row.agentId,
          workspaceId: row.workspaceId,
          startedCount: row._count,
          healthyCount: healthyCounts.get(key(row)) ?? 0,
        },
  );
}

async function readHeld(db: Transaction, agentIds: string[] | null): Promise<FleetFacts['held']> {
  const targets = await db.holdTarget.findMany({
    where: { releasedAt: null, ...(agentIds === null ? {} : { scope: { agentId: { in: agentIds } } }) },
    select: {
      scope: { select: { agentId: true, workspaceId: true } },
      hold: { select: { incident: { select: { number: true } } } },
    },
  });
  return targets.map(({ scope, hold }) => ({
    agentId: scope.agentId,
    workspaceId: scope.workspaceId || null,
    incidentRef: incidentRefOf(hold.incident.number),
  }));
}
