import { describe, expect, it } from 'vitest';
import { isUntakenInPlace } from '@/lib/containment/untaken-in-place';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));
const lab = { workspaceId: 'lab', free: [] };
const nameless = { agentId: null, workspaceId: 'lab', beganAt: at(25) };

describe('isUntakenInPlace', () => {
  it.each([
    ['names an agent', lab, { ...nameless, agentId: 'agt' }, false],
    ['runs there', lab, nameless, true],
    ['runs elsewhere', lab, { ...nameless, workspaceId: 'prod' }, false],
    ['runs where nobody knows', lab, { ...nameless, workspaceId: null }, false],
    [
      'runs anywhere, for a hold of all',
      { ...lab, workspaceId: null },
      { ...nameless, workspaceId: null },
      true,
    ],
    ['began before an agent was freed', { ...lab, free: [{ from: at(30), to: null }] }, nameless, true],
    ['began while an agent was free', { ...lab, free: [{ from: at(20), to: at(30) }] }, nameless, false],
    ['began while an agent is free', { ...lab, free: [{ from: at(20), to: null }] }, nameless, false],
    ['began once it was held again', { ...lab, free: [{ from: at(10), to: at(20) }] }, nameless, true],
    [
      'began nobody knows when, while an agent is free',
      { ...lab, free: [{ from: at(30), to: null }] },
      { ...nameless, beganAt: null },
      false,
    ],
    [
      'began nobody knows when, and no agent is free any more',
      { ...lab, free: [{ from: at(10), to: at(20) }] },
      { ...nameless, beganAt: null },
      true,
    ],
  ])('work that %s', (_name, place, work, expected) => {
    expect(isUntakenInPlace(place, work)).toBe(expected);
  });
});
