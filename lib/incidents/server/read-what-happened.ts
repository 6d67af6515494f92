import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { WhatHappened } from '@/lib/incidents/incident';
import { executionsInScope, type IncidentScope } from '@/lib/incidents/incident-scope';
import { approvalFinder, approvalVerdict, gatedRisks, isUnapproved } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';

/** Calls looked at for the summary; a count that reaches it is a lower bound. */
const lookedAt = 1_000;

/**
 * The first call that ran without the approval it needed, and the like calls after it. Where there is none, the first
 * attached execution; null while nothing that ran is known.
 */
export async function readWhatHappened(db: Transaction, scope: IncidentScope): Promise<WhatHappened | null> {
  const executions = await db.execution.findMany({
    where: {
      AND: [
        executionsInScope(scope),
        { OR: [{ risk: { in: [...gatedRisks] } }, { executionId: { in: scope.executionIds } }] },
      ],
    },
    orderBy: [{ occurredAt: 'asc' }, { executionId: 'asc' }],
    take: lookedAt,
    omit: { raw: true, output: true, error: true },
  });
  const findApproval = approvalFinder(
    await db.approval.findMany({
      where: {
        OR: [
          { approvalId: { in: executions.flatMap(({ approvalId }) => approvalId ?? []) } },
          { invocationId: { in: executions.flatMap(({ invocationId }) => invocationId ?? []) } },
        ],
      },
      select: { approvalId: true, invocationId: true, status: true },
    }),
  );
  const judged = executions.map((execution) => ({
    execution,
    verdict: approvalVerdict(execution, findApproval(execution)),
  }));
  const attached = new Set(scope.executionIds);
  const first =
    judged.find(({ verdict }) => isUnapproved(verdict)) ??
    judged.find(({ execution }) => attached.has(execution.executionId));
  if (!first) return null;

  const { execution, verdict } = first;
  const alike = judged
    .filter(
      (other) =>
        other.verdict === verdict &&
        other.execution.toolName === execution.toolName &&
        other.execution.agentId === execution.agentId &&
        other.execution.occurredAt >= execution.occurredAt,
    )
    .map((other) => other.execution.occurredAt);
  const burst = firstBurst(alike);
  const lastAt = burst.at(-1) ?? execution.occurredAt;
  const workspace = await db.workspace.findUnique({ where: { workspaceId: execution.workspaceId ?? '' } });
  return {
    executionId: execution.executionId,
    toolName: execution.toolName,
    target: targetOf(execution.arguments),
    agentId: execution.agentId,
    workspaceId: execution.workspaceId,
    workspaceName: workspace?.name ?? null,
    risk: execution.risk,
    status: execution.status,
    exitCode: execution.exitCode,
    happenedAt: execution.occurredAt.toISOString(),
    approval: verdict,
    totalCount: alike.length,
    furtherCount: burst.length - 1,
    furtherWithinMs: lastAt.getTime() - execution.occurredAt.getTime(),
  };
}

/** Calls further apart than this belong to different bursts, in ms. */
const burstPauseMs = 60_000;

function firstBurst(instants: Date[]): Date[] {
  const end = instants.findIndex((at, index) => {
    const before = instants[index - 1];
    return before !== undefined && at.getTime() - before.getTime() > burstPauseMs;
  });
  return end === -1 ? instants : instants.slice(0, end);
}
