import fc from 'fast-check';
import { expect, it } from 'vitest';
import { planStages, type StageTarget } from '@/lib/release/plan-stages';

const target = (scopeId: string, overrides: Partial<StageTarget> = {}): StageTarget => ({
  scopeId,
  agentName: scopeId,
  isKept: false,
  dangerousQueuedCount: 0,
  queuedCount: 0,
  ...overrides,
});
const fleet = (count: number) =>
  Array.from({ length: count }, (_, index) => target(String(index).padStart(4, '0')));

it.each([
  [12, [10, 50, 100], [2, 4, 6]],
  [3, [10, 50, 100], [1, 1, 1]],
  [2, [10, 50, 100], [1, 1]],
  [1, [10, 50, 100], [1]],
  [200, [10, 50, 100], [20, 80, 100]],
  [5, [100], [5]],
])('of %i agents, %j percent are stages of %j', (count, shares, sizes) => {
  expect(planStages(fleet(count), shares).map(({ length }) => length)).toEqual(sizes);
});

it('begins with the agents that have the least to fire, and ends with those that stay held', () => {
  const targets = [
    target('kept', { isKept: true }),
    target('dangerous', { dangerousQueuedCount: 1, queuedCount: 1 }),
    target('busy', { queuedCount: 40 }),
    target('quiet'),
  ];
  expect(planStages(targets, [100])).toEqual([['quiet', 'busy', 'dangerous', 'kept']]);
});

it('frees every agent exactly once, and nobody in an empty stage', () => {
  const shares = fc
    .uniqueArray(fc.integer({ min: 1, max: 99 }), { maxLength: 6 })
    .map((values) => [...values.sort((one, other) => one - other), 100]);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 400 }), shares, (count, given) => {
      const stages = planStages(fleet(count), given);
      expect(stages.flat().sort()).toEqual(fleet(count).map(({ scopeId }) => scopeId));
      expect(stages.every(({ length }) => length > 0)).toBe(true);
    }),
  );
});
