import type { ExecutionOutcome } from '@/lib/executions/execution-outcome';

/** Most calls complete: they are the ground on which the others stand out. */
export const outcomeFill: Record<ExecutionOutcome, string> = {
  completed: 'bg-line-control/60',
  failed: 'bg-danger',
  open: 'bg-draining',
  stopped: 'bg-stale',
  unclear: 'bg-accent',
};
