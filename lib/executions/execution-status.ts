import { type CallStatus, callStatuses, wordsOf } from '@/lib/xem/wire/words';

/** The words XEM has for how a call stands, for invocations and executions alike. Any other word is shown as it is. */
export type ExecutionStatus = CallStatus;
export const executionStatuses: readonly ExecutionStatus[] = wordsOf(callStatuses);

type Stage = 'waiting' | 'in_flight' | 'over';

const stages: Record<ExecutionStatus, Stage> = {
  pending_approval: 'waiting',
  queued: 'waiting',
  dispatched: 'in_flight',
  running: 'in_flight',
  completed: 'over',
  failed: 'over',
  timeout: 'over',
  cancelled: 'over',
  rejected: 'over',
  expired: 'over',
  ambiguous: 'over',
};

const inStage = (wanted: Stage): ExecutionStatus[] =>
  executionStatuses.filter((status) => stages[status] === wanted);

export const waitingStatuses = inStage('waiting');
export const inFlightStatuses = inStage('in_flight');
const overStatuses: ReadonlySet<string> = new Set(inStage('over'));

/** Whether no more is to come. A word that nobody knows is taken as open, so that it is looked at again. */
export const isOver = (status: string): boolean => overStatuses.has(status);

export const failedStatuses = ['failed', 'timeout'] as const satisfies ExecutionStatus[];

export const hasFailed = (status: string): boolean => failedStatuses.some((failed) => failed === status);
