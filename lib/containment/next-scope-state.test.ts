import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextScopeState, type StepFailure } from '@/lib/containment/next-scope-state';
import { planStep, type ScopeState } from '@/lib/containment/plan-step';

const now = new Date('2026-11-22T14:00:00Z');
const later = (milliseconds: number) => new Date(now.getTime() + milliseconds);

const asked: ScopeState = {
  desired: 'paused',
  progress: 'requested',
  acceptedAt: null,
  observedAt: null,
  attemptCount: 1,
  lastAttemptAt: now,
  nextAttemptAt: null,
  busyUntil: null,
};
const accepted: ScopeState = { ...asked, progress: 'accepted', acceptedAt: now };

const failure: StepFailure = {
  kind: 'unreachable',
  code: 'xem_unreachable',
  message: 'XEM could not be reached.',
  xemRequestId: 'req_1',
  retryAfterMs: null,
};

describe('nextScopeState', () => {
  it('keeps the request id of what XEM accepted', () => {
    const next = nextScopeState(asked, { outcome: 'accepted', xemRequestId: 'req_7' }, now);
    expect(next).toMatchObject({ progress: 'accepted', acceptedAt: now, xemRequestId: 'req_7' });
  });

  it('keeps the first acceptance when XEM is asked again', () => {
    const next = nextScopeState(accepted, { outcome: 'accepted', xemRequestId: null }, later(9_000));
    expect(next?.acceptedAt).toEqual(now);
  });

  it('is observed when XEM shows it, even where the answer to the call was lost', () => {
    const next = nextScopeState(asked, { outcome: 'seen', seen: 'paused' }, now);
    expect(next).toMatchObject({ progress: 'observed', acceptedAt: now, observedAt: now });
  });

  it('learns nothing from a look before XEM accepted', () => {
    expect(nextScopeState(asked, { outcome: 'seen', seen: 'running' }, now)).toBeNull();
    expect(nextScopeState(asked, { outcome: 'seen', seen: 'unknown' }, now)).toBeNull();
  });

  it('says so when XEM accepted and does not carry it out', () => {
    const soon = nextScopeState(accepted, { outcome: 'seen', seen: 'running' }, later(3_000));
    expect(soon).toMatchObject({ progress: 'accepted', errorCode: null, nextAttemptAt: later(4_000) });
    const late = nextScopeState(accepted, { outcome: 'seen', seen: 'running' }, later(10_000));
    expect(late).toMatchObject({
      progress: 'accepted',
      errorCode: 'not_applied',
      nextAttemptAt: later(10_000),
    });
  });

  it('ends the claim of a worker that died once its call is seen', () => {
    const abandoned = { ...asked, busyUntil: later(-1) };
    expect(nextScopeState(abandoned, { outcome: 'seen', seen: 'paused' }, now)?.busyUntil).toBeNull();
  });

  it('cannot be verified where XEM accepted and refuses to be looked at, until it may be', () => {
    const refused = { ...failure, kind: 'refused' as const, code: 'xem_scope_insufficient' as const };
    const blind = nextScopeState(accepted, { outcome: 'look_failed', failure: refused }, now);
    expect(blind).toMatchObject({ progress: 'unverifiable', nextAttemptAt: later(60_000) });
    const since = { ...accepted, ...blind };
    const away = nextScopeState(since, { outcome: 'look_failed', failure }, later(60_000));
    expect(away).toMatchObject({ progress: 'unverifiable', nextAttemptAt: later(120_000) });
    const shown = nextScopeState(since, { outcome: 'seen', seen: 'paused' }, later(60_000));
    expect(shown).toMatchObject({ progress: 'observed', acceptedAt: now, nextAttemptAt: null });
    const undone = nextScopeState(since, { outcome: 'seen', seen: 'running' }, later(60_000));
    expect(undone).toMatchObject({ progress: 'accepted', errorCode: 'not_applied' });
  });

  it('looks again for a while where XEM shows no such field yet, and ever more rarely after that', () => {
    const waits: number[] = [];
    let scope = accepted;
    let at = now;
    while (waits.length < 12) {
      const next = nextScopeState(scope, { outcome: 'seen', seen: 'unknown' }, at);
      waits.push(Number(next?.nextAttemptAt) - at.getTime());
      scope = { ...scope, ...next };
      at = next?.nextAttemptAt ?? at;
    }
    expect(waits.slice(0, 5)).toEqual([1_000, 1_000, 2_000, 4_000, 2_000]);
    expect(waits.slice(5)).toEqual([60_000, 70_000, 140_000, 280_000, 560_000, 600_000, 600_000]);
    expect(scope).toMatchObject({ progress: 'unverifiable', errorCode: null });
    const shown = nextScopeState(scope, { outcome: 'seen', seen: 'paused' }, at);
    expect(shown).toMatchObject({ progress: 'observed', acceptedAt: now, nextAttemptAt: null });
  });

  it('gives XEM its time from when it accepted, however long that took', () => {
    const slow = { ...accepted, acceptedAt: later(14_000) };
    expect(nextScopeState(slow, { outcome: 'seen', seen: 'unknown' }, later(14_000))?.progress).toBe(
      'accepted',
    );
    const soon = nextScopeState(slow, { outcome: 'seen', seen: 'running' }, later(14_000));
    expect(soon).toMatchObject({ progress: 'accepted', errorCode: null, nextAttemptAt: later(15_000) });
  });

  it('looks ever more rarely at what was asked again and does not show, until it is asked once more', () => {
    const waits: number[] = [];
    const asked = { ...accepted, attemptCount: 2, lastAttemptAt: later(10_000) };
    let at = later(10_000);
    while (at.getTime() < later(40_000).getTime()) {
      const next = nextScopeState(asked, { outcome: 'seen', seen: 'running' }, at);
      expect(next).toMatchObject({ progress: 'accepted', errorCode: 'not_applied' });
      waits.push(Number(next?.nextAttemptAt) - at.getTime());
      at = next?.nextAttemptAt ?? at;
    }
    expect(waits).toEqual([1_000, 1_000, 2_000, 4_000, 8_000, 10_000, 4_000]);
    expect(planStep({ ...asked, nextAttemptAt: at }, 'running', at)).toEqual({ step: 'call' });
  });

  it('keeps what XEM accepted while looks fail, says why, and keeps the request id of the acceptance', () => {
    const next = nextScopeState(accepted, { outcome: 'look_failed', failure }, later(4_000));
    expect(next).toMatchObject({
      progress: 'accepted',
      acceptedAt: now,
      errorCode: 'xem_unreachable',
      nextAttemptAt: later(8_000),
    });
    expect(next?.xemRequestId).toBeUndefined();
    const limited = { ...failure, kind: 'limited' as const, retryAfterMs: 7_000 };
    const waits = nextScopeState(accepted, { outcome: 'look_failed', failure: limited }, now);
    expect(waits?.nextAttemptAt).toEqual(later(7_000));
  });

  it('waits as long as XEM asks for, and stays what it was', () => {
    const limited = { ...failure, kind: 'limited' as const, retryAfterMs: 7_000 };
    const next = nextScopeState(asked, { outcome: 'call_failed', failure: limited }, now);
    expect(next).toMatchObject({ progress: 'requested', nextAttemptAt: later(7_000) });
  });

  it('is rejected, shown with the request id, and tried again slowly', () => {
    const refused = { ...failure, kind: 'refused' as const, code: 'xem_rejected' as const };
    const next = nextScopeState(asked, { outcome: 'call_failed', failure: refused }, now);
    expect(next).toMatchObject({
      progress: 'rejected',
      nextAttemptAt: later(60_000),
      errorCode: 'xem_rejected',
      xemRequestId: 'req_1',
    });
  });

  it('never gives up on an XEM that is away, and asks at least every 30 s', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2_000 }), fc.boolean(), (attemptCount, isLook) => {
        const outcome = { outcome: isLook ? 'look_failed' : 'call_failed', failure } as const;
        const next = nextScopeState({ ...asked, desired: 'running', attemptCount }, outcome, now);
        expect(next?.progress).toBe('unreachable');
        const waitMs = Number(next?.nextAttemptAt) - now.getTime();
        expect(waitMs).toBeGreaterThanOrEqual(1_000);
        expect(waitMs).toBeLessThanOrEqual(30_000);
      }),
    );
  });

  it('waits longer every time', () => {
    const waits: number[] = [];
    let scope: ScopeState = { ...asked, desired: 'running' };
    for (let count = 0; count < 6; count += 1) {
      const next = nextScopeState(scope, { outcome: 'look_failed', failure }, now);
      waits.push(Number(next?.nextAttemptAt) - now.getTime());
      scope = { ...scope, ...next };
    }
    expect(waits).toEqual([2_000, 4_000, 8_000, 16_000, 30_000, 30_000]);
  });
});
