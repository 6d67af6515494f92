import type { SeenState } from '@/lib/containment/agent-scope';
import { patienceFor, type ScopeState } from '@/lib/containment/plan-step';
import type { ErrorCode } from '@/lib/errors';

/** What came of a step. */
export type StepOutcome =
  | { outcome: 'accepted'; xemRequestId: string | null }
  | { outcome: 'seen'; seen: SeenState }
  | { outcome: 'call_failed' | 'look_failed'; failure: StepFailure };

export type StepFailure = {
  /** `limited` and `unreachable` pass by themselves; `refused` needs a person, and is tried again slowly. */
  kind: 'unreachable' | 'limited' | 'refused';
  code: ErrorCode;
  message: string;
  xemRequestId: string | null;
  retryAfterMs: number | null;
};

export type ScopeChange = Pick<
  ScopeState,
  'progress' | 'acceptedAt' | 'observedAt' | 'attemptCount' | 'nextAttemptAt'
> & {
  /** The claim of the worker that called, or of one that died: nobody looks or calls while another's stands. */
  busyUntil: null;
  errorCode: string | null;
  errorMessage: string | null;
  /** Undefined leaves the last one standing. */
  xemRequestId?: string | null;
};

const firstBackoffMs = 1_000;
const longestBackoffMs = 30_000;
const refusedBackoffMs = 60_000;
const lookAgainMs = 1_000;

/** How an outcome moves a scope on, or null when it teaches nothing. The other half of `planStep`. */
export function nextScopeState(scope: ScopeState, outcome: StepOutcome, now: Date): ScopeChange | null {
  switch (outcome.outcome) {
    case 'accepted':
      return {
        ...clean(scope),
        progress: 'accepted',
        acceptedAt: scope.acceptedAt ?? now,
        xemRequestId: outcome.xemRequestId,
      };
    case 'seen':
      return afterLook(scope, outcome.seen, now);
    case 'call_failed':
      return afterFailure(scope, outcome.failure, now);
    case 'look_failed':
      if (scope.progress === 'unverifiable' || outcome.failure.kind === 'refused') return unseen(scope, now);
      return afterFailure({ ...scope, attemptCount: scope.attemptCount + 1 }, outcome.failure, now);
  }
}

/** Accepted, and XEM refuses to show it: all there is to know for now, until it may be looked at again. */
function unseen(scope: ScopeState, now: Date): ScopeChange | null {
  const change = afterLook(scope, 'unknown', now);
  return change && { ...change, nextAttemptAt: later(now, refusedBackoffMs) };
}

function afterLook(scope: ScopeState, seen: SeenState, now: Date): ScopeChange | null {
  if (seen === scope.desired) {
    return { ...clean(scope), progress: 'observed', acceptedAt: scope.acceptedAt ?? now, observedAt: now };
  }
  if (scope.acceptedAt === null) return null;
  if (seen === 'unknown') return { ...clean(scope), progress: 'unverifiable' };
  if (scope.progress !== 'accepted' && scope.progress !== 'unverifiable') return null;
  const waitedMs = now.getTime() - (scope.lastAttemptAt?.getTime() ?? 0);
  const isLate = now.getTime() - scope.acceptedAt.getTime() >= patienceFor(1);
  return {
    ...clean(scope),
    progress: 'accepted',
    nextAttemptAt: waitedMs >= patienceFor(scope.attemptCount) ? null : later(now, lookAgainMs),
    errorCode: isLate ? 'not_applied' : null,
    errorMessage: isLate ? 'XEM accepted this and does not show it yet.' : null,
  };
}

function afterFailure(scope: ScopeState, failure: StepFailure, now: Date): ScopeChange {
  const { kind, code, message, xemRequestId, retryAfterMs } = failure;
  const error = { errorCode: code, errorMessage: message, xemRequestId };
  if (kind === 'limited') {
    const waitMs = Math.max(retryAfterMs ?? 0, firstBackoffMs);
    return { ...clean(scope), progress: scope.progress, nextAttemptAt: later(now, waitMs), ...error };
  }
  if (kind === 'refused') {
    const nextAttemptAt = later(now, refusedBackoffMs);
    return { ...clean(scope), progress: 'rejected', nextAttemptAt, ...error };
  }
  const backoffMs = Math.min(firstBackoffMs * 2 ** Math.max(0, scope.attemptCount - 1), longestBackoffMs);
  return { ...clean(scope), progress: 'unreachable', nextAttemptAt: later(now, backoffMs), ...error };
}

function clean(scope: ScopeState) {
  const { acceptedAt, observedAt, attemptCount } = scope;
  const unburdened = { nextAttemptAt: null, busyUntil: null, errorCode: null, errorMessage: null };
  return { acceptedAt, observedAt, attemptCount, ...unburdened };
}

function later(now: Date, milliseconds: number): Date {
  return new Date(now.getTime() + milliseconds);
}
