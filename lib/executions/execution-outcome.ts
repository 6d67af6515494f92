import { type ExecutionStatus, executionStatuses } from '@/lib/executions/execution-status';

/** How calls ended, coarsely enough for a chart. `unclear` holds what XEM could not settle and words nobody knows. */
export const executionOutcomes = ['completed', 'failed', 'open', 'stopped', 'unclear'] as const;
export type ExecutionOutcome = (typeof executionOutcomes)[number];

export const executionOutcomeNames: Record<ExecutionOutcome, string> = {
  completed: 'completed',
  failed: 'failed or timed out',
  open: 'not over yet',
  stopped: 'cancelled, rejected or expired',
  unclear: 'unclear',
};

const outcomes: Record<ExecutionStatus, ExecutionOutcome> = {
  pending_approval: 'open',
  queued: 'open',
  dispatched: 'open',
  running: 'open',
  completed: 'completed',
  failed: 'failed',
  timeout: 'failed',
  cancelled: 'stopped',
  rejected: 'stopped',
  expired: 'stopped',
  ambiguous: 'unclear',
};

export function executionOutcome(status: string): ExecutionOutcome {
  const known = executionStatuses.find((word) => word === status);
  return known === undefined ? 'unclear' : outcomes[known];
}
