import type { SeenState } from '@/lib/containment/agent-scope';
import { patienceFor, type ScopeState } from '@/lib/containment/plan-step';
import type { ErrorCode } from '@/lib/errors';

/** What came of a step. */
export type StepOutcome =
  | { outcome: 'accepted'; xemRequestId: string | null }
  | { outcome: 'seen'; seen: SeenState }
  /** Answered without showing it, while a list that will is still to come. */
  | { outcome: 'awaited' }
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
/** Between two looks at what is late, or hard to see: it must not keep those waiting that were never asked. */
const longestLookMs = 10_000;
/** How long looks may fail, or a list be waited for, until it is said that what XEM accepted cannot be verified. */
export const blindPatienceMs = 60_000;
/** Such a scope is looked at ever more rarely, and never given up. */
const firstBlindLookMs = 60_000;
const longestBlindLookMs = 600_000;

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
    case 'awaited':
      return lookAgain(scope, now, untilNextLook(sinceAsked(scope, now), blindPatienceMs));
    case 'call_failed':
      return afterFailure(scope, outcome.failure, now);
    case 'look_failed':
      return afterFailedLook(scope, outcome.failure, now);
  }
}

function afterLook(scope: ScopeState, seen: SeenState, now: Date): ScopeChange | null {
  if (seen === scope.desired) {
    return { ...clean(scope), progress: 'observed', acceptedAt: scope.acceptedAt ?? now, observedAt: now };
  }
  if (!hasXemsWord(scope)) return null;
  const waitedMs = sinceAsked(scope, now);
  if (seen === 'unknown') {
    // A router may leave the field out for as long as it has nothing to tell there.
    const isSoon = scope.progress === 'accepted' && waitedMs < patienceFor(1);
    return isSoon ? lookAgain(scope, now, untilNextLook(waitedMs, patienceFor(1))) : unverifiable(scope, now);
  }
  const isLate = now.getTime() - (scope.acceptedAt ?? now).getTime() >= patienceFor(1);
  if (!isLate) return lookAgain(scope, now, lookAgainMs);
  return {
    ...lookAgain(scope, now, untilNextLook(waitedMs, patienceFor(scope.attemptCount))),
    errorCode: 'not_applied',
    errorMessage: 'XEM accepted this and does not show it yet.',
  };
}

/** A look that fails says nothing about the agent: what follows depends on what XEM has said before. */
function afterFailedLook(scope: ScopeState, failure: StepFailure, now: Date): ScopeChange | null {
  if (hasXemsWord(scope)) return afterBlindLook(scope, failure, now);
  // XEM answers and does not show it, so that asking again is all there is to do.
  if (failure.kind === 'refused') return null;
  // A pause is asked for again without a look: twice paused is paused, and an agent that goes on destroying is worse than
  // a call too many. A resume is not: somebody may have paused the agent outside since it was asked for, and a look would
  // have shown that the first call had come through. What another hold wants it can never undo: each call is planned
  // from what is wanted then, and its claim fails where that has changed.
  if (failure.kind === 'unreachable' && scope.desired === 'paused') return null;
  return afterFailure({ ...scope, attemptCount: scope.attemptCount + 1 }, failure, now);
}

/** XEM accepted, and cannot be looked at: its word stands, with what is wrong beside it until that has lasted. */
function afterBlindLook(scope: ScopeState, failure: StepFailure, now: Date): ScopeChange {
  const waitedMs = sinceAsked(scope, now);
  const isBlind =
    scope.progress === 'unverifiable' || failure.kind === 'refused' || waitedMs >= blindPatienceMs;
  if (isBlind) return unverifiable(scope, now);
  const waitMs = Math.max(failure.retryAfterMs ?? 0, untilNextLook(waitedMs, blindPatienceMs));
  return {
    ...lookAgain(scope, now, waitMs),
    errorCode: failure.code,
    errorMessage: failure.message,
  };
}

/** All there is to know for now: XEM accepted it. Whatever kept it from showing it may pass. */
function unverifiable(scope: ScopeState, now: Date): ScopeChange {
  const waitMs = clamp(sinceAsked(scope, now), firstBlindLookMs, longestBlindLookMs);
  return { ...clean(scope), progress: 'unverifiable', nextAttemptAt: later(now, waitMs) };
}

function lookAgain(scope: ScopeState, now: Date, waitMs: number): ScopeChange {
  return { ...clean(scope), progress: 'accepted', nextAttemptAt: later(now, waitMs) };
}

/** As long again as has been waited already, so that looks become rarer; none once patience has run out. */
function untilNextLook(waitedMs: number, patienceMs: number): number {
  return Math.min(clamp(waitedMs, lookAgainMs, longestLookMs), Math.max(0, patienceMs - waitedMs));
}

/** Whether the last word about it is that XEM accepted. */
function hasXemsWord({ progress }: ScopeState): boolean {
  return progress === 'accepted' || progress === 'unverifiable';
}

/** A router may take its time to accept, and is given time to apply it after that. */
function sinceAsked({ lastAttemptAt, acceptedAt }: ScopeState, now: Date): number {
  return now.getTime() - Math.max(Number(lastAttemptAt), Number(acceptedAt));
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

function clamp(milliseconds: number, least: number, most: number): number {
  return Math.min(Math.max(milliseconds, least), most);
}
