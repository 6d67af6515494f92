import { hasFailed, isOver } from '@/lib/executions/execution-status';
import { type ApprovalVerdict, isGated, isUnapproved } from '@/lib/triage/approval-verdict';

/** Why an execution deserves a look, most urgent first. */
export const suspicions = ['without_approval', 'approved_late', 'failed_in_burst', 'past_timeout'] as const;
export type Suspicion = (typeof suspicions)[number];

export const suspicionNames: Record<Suspicion, string> = {
  without_approval: 'ran without a valid approval',
  approved_late: 'approved only after it began',
  failed_in_burst: 'one of many failures',
  past_timeout: 'runs longer than its limit',
};

/** Those that can be asked for in a search: a burst is a matter of many rows at once. */
export const searchableSuspicions = [
  'without_approval',
  'approved_late',
  'past_timeout',
] as const satisfies Suspicion[];
export type SearchableSuspicion = (typeof searchableSuspicions)[number];

type Facts = {
  executionId: string;
  risk: string | null;
  status: string;
  startedAt: Date | null;
  completedAt: Date | null;
  verdict: ApprovalVerdict;
  approvalResolvedAt: Date | null;
  /** The tool's own limit in ms, where XEM says it. */
  timeoutMs: number | null;
};

/** Longest time a call runs before somebody should look, in ms, where its tool names no limit. */
export const defaultTimeoutMs = 15 * 60_000;

/** What is wrong with an execution. `burst` holds the executions that failed together with others. */
export function looksWrong(
  execution: Facts,
  { now, burst }: { now: Date; burst: ReadonlySet<string> },
): Suspicion[] {
  const is: Record<Suspicion, boolean> = {
    without_approval: hasRun(execution) && isGated(execution.risk) && isUnheeded(execution),
    approved_late: isApprovedLate(execution),
    failed_in_burst: hasFailed(execution.status) && burst.has(execution.executionId),
    past_timeout: isPastTimeout(execution, now),
  };
  return suspicions.filter((suspicion) => is[suspicion]);
}

const hasRun = ({ startedAt }: Facts): boolean => startedAt !== null;

/** Nobody had let it through, or it ran while its approval still waited. */
const isUnheeded = ({ verdict }: Facts): boolean => isUnapproved(verdict) || verdict === 'pending';

function isApprovedLate({ risk, verdict, startedAt, approvalResolvedAt }: Facts): boolean {
  if (!isGated(risk) || verdict !== 'approved' || startedAt === null || approvalResolvedAt === null) {
    return false;
  }
  return approvalResolvedAt.getTime() > startedAt.getTime() + clockSkewMs;
}

/** The two times may come from different clocks. */
export const clockSkewMs = 2_000;

function isPastTimeout({ status, startedAt, completedAt, timeoutMs }: Facts, now: Date): boolean {
  if (isOver(status) || startedAt === null || completedAt !== null) return false;
  return now.getTime() - startedAt.getTime() > (timeoutMs ?? defaultTimeoutMs);
}

type Failure = { executionId: string; agentId: string | null; toolName: string | null; occurredAt: Date };

const burstSize = 3;
const burstWithinMs = 5 * 60_000;

/** The failures that came with others: at least three of one tool on one agent within five minutes. */
export function failuresInBurst(failures: Failure[]): Set<string> {
  const byCaller = Map.groupBy(failures, ({ agentId, toolName }) => JSON.stringify([agentId, toolName]));
  const found = new Set<string>();
  for (const group of byCaller.values()) {
    const inOrder = group.toSorted((a, b) => a.occurredAt.getTime() - b.occurredAt.getTime());
    inOrder.forEach((first, index) => {
      const last = inOrder[index + burstSize - 1];
      if (last === undefined) return;
      if (last.occurredAt.getTime() - first.occurredAt.getTime() > burstWithinMs) return;
      for (const failure of inOrder.slice(index, index + burstSize)) found.add(failure.executionId);
    });
  }
  return found;
}
