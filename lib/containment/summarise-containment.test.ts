import { describe, expect, it } from 'vitest';
import type { Containment, HeldScope } from '@/lib/containment/containment';
import { isMoving, summariseContainment } from '@/lib/containment/summarise-containment';
import { buildContainment } from '@/lib/testing/containment';
import { buildHeldScope } from '@/lib/testing/held-scope';

const at = '2026-11-22T14:08:20.000Z';

/** Stopped and drained, unless told otherwise. */
function scope(overrides: Partial<HeldScope> = {}): HeldScope {
  return buildHeldScope({
    progress: 'observed',
    acceptedAt: at,
    observedAt: at,
    drainedAt: at,
    attemptCount: 1,
    inFlightAtStopCount: 3,
    inFlightCount: 1,
    queuedCount: 2,
    approvalCount: 1,
    ...overrides,
  });
}

const of = (...scopes: HeldScope[]): Containment => buildContainment({ scopes });

const error = { code: 'xem_unreachable', message: 'XEM could not be reached.', xemRequestId: null };
const released = { isHeld: false, desired: 'running' } as const;

describe('summariseContainment', () => {
  it.each([
    ['none', of()],
    ['held', of(scope())],
    ['draining', of(scope(), scope({ drainedAt: null }))],
    ['stopping', of(scope({ drainedAt: null }), scope({ progress: 'accepted' }))],
    ['failing', of(scope({ progress: 'requested' }), scope({ progress: 'unreachable', error }))],
    ['failing', of(scope({ progress: 'drifted' }))],
    ['resuming', of(scope({ ...released, progress: 'requested' }))],
    ['none', of(scope({ ...released, progress: 'observed' }))],
    ['held', of(scope(), scope({ progress: 'gone' }))],
    ['none', of(scope({ ...released, progress: 'gone' }))],
  ])('is %s', (state, containment) => {
    expect(summariseContainment(containment).state).toBe(state);
  });

  it('counts only what is still held, and as stopped only what XEM stopped', () => {
    const containment = of(scope(), scope({ progress: 'rejected', error }), scope(released));
    expect(summariseContainment(containment)).toMatchObject({
      heldCount: 2,
      stoppedCount: 1,
      inFlightCount: 2,
      inFlightAtStopCount: 6,
      queuedCount: 4,
      approvalCount: 2,
    });
  });
});

it('counts every late call, not only those that are sent', () => {
  const containment = { ...of(scope()), lateCallCount: 307, startedAfterCount: 7, landedAfterCount: 300 };
  expect(summariseContainment(containment)).toMatchObject({ startedCount: 7, landedCount: 300 });
});

describe('isMoving', () => {
  it('ends when everything is held and drained, or left to a person', () => {
    expect(isMoving(of(scope({ drainedAt: null })))).toBe(true);
    expect(isMoving(of(scope({ ...released, progress: 'accepted' })))).toBe(true);
    expect(isMoving(of(scope(), scope({ ...released })))).toBe(false);
  });
});

it('counts calls of no agent in the held place', () => {
  const containment = { ...of(scope()), untakenInFlightCount: 2, untakenInFlightAtStopCount: 5 };
  const { inFlightCount, inFlightAtStopCount } = summariseContainment(of(scope()));
  expect(summariseContainment(containment)).toMatchObject({
    inFlightCount: inFlightCount + 2,
    inFlightAtStopCount: inFlightAtStopCount + 5,
  });
});
