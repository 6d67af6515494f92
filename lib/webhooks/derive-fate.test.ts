import { expect, test } from 'vitest';
import { deriveFate, type Look } from '@/lib/webhooks/derive-fate';
import type { Wanted } from '@/lib/webhooks/plan-reads';

const wanted: Wanted = {
  objects: [
    { source: 'invocations', id: 'i' },
    { source: 'executions', id: 'e' },
  ],
  polls: [],
};
const failed: Look = { outcome: 'failed', reason: 'XEM cannot be reached.', retryAfterMs: null };
const fateOf = (looks: Record<string, Look>, tryCount = 1, what = wanted) =>
  deriveFate(what, (_, id) => looks[id], tryCount);

test.each([
  ['one object changed', { i: { outcome: 'changed' }, e: { outcome: 'unchanged' } }, 'applied'],
  ['one changed and one is unknown', { i: { outcome: 'changed' }, e: { outcome: 'unknown' } }, 'applied'],
  ['none changed', { i: { outcome: 'unchanged' }, e: { outcome: 'unchanged' } }, 'nothing_new'],
] as const)('%s', (_, looks, fate) => {
  expect(fateOf(looks)).toEqual({ isSettled: true, fate, reason: null });
});

test('a list to be read is said', () => {
  expect(fateOf({}, 1, { objects: [], polls: ['agents'] })).toMatchObject({
    fate: 'polled',
    reason: 'The list of agents is read again.',
  });
});

test('a failure is tried again, ever later and never sooner than XEM asks, and then left to the poll', () => {
  const looks = (retryAfterMs: number | null) => ({
    i: { ...failed, retryAfterMs },
    e: { outcome: 'changed' } as Look,
  });
  expect(fateOf(looks(null), 1)).toEqual({ isSettled: false, reason: failed.reason, againAfterMs: 1_000 });
  expect(fateOf(looks(null), 4)).toMatchObject({ againAfterMs: 8_000 });
  expect(fateOf(looks(20_000), 4)).toMatchObject({ againAfterMs: 20_000 });
  expect(fateOf(looks(null), 6)).toMatchObject({ isSettled: true, fate: 'failed' });
});

test('what XEM does not know yet is asked for once more', () => {
  const looks = { i: { outcome: 'unchanged' }, e: { outcome: 'unknown' } } as const;
  expect(fateOf(looks, 1)).toMatchObject({ isSettled: false });
  expect(fateOf(looks, 2)).toEqual({ isSettled: true, fate: 'failed', reason: 'XEM does not know e.' });
});

test('an object that was not asked for counts as not tried', () => {
  expect(fateOf({ i: { outcome: 'changed' } })).toMatchObject({ isSettled: false });
});
