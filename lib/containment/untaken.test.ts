import { describe, expect, it } from 'vitest';
import type { HoldRung } from '@/lib/containment/hold';
import { isUntakenIn, joinUntaken, type Untaken, untakenOf } from '@/lib/containment/untaken';

const servings = [
  { agentId: 'agt_1', workspaceId: 'billing' },
  { agentId: 'agt_1', workspaceId: 'billing' },
  { agentId: 'agt_1', workspaceId: 'lab' },
  { agentId: 'agt_2', workspaceId: 'shop' },
];

describe('work that names no agent', () => {
  it.each<[HoldRung, string | null, string | null, Untaken]>([
    ['all', null, null, 'all'],
    ['workspace', null, 'billing', { workspaceIds: ['billing'] }],
    ['agent', 'agt_1', null, { workspaceIds: ['billing', 'lab'] }],
    ['agent_in_workspace', 'agt_1', 'lab', { workspaceIds: ['lab'] }],
    ['agent_in_workspace', 'agt_1', 'shop', { workspaceIds: [] }],
  ])('belongs to a stop of %s (%s, %s) in %j', (rung, agentId, workspaceId, untaken) => {
    expect(untakenOf({ rung, agentId, workspaceId }, servings)).toEqual(untaken);
  });

  it.each<[Untaken, string | null, string | null, boolean]>([
    ['all', null, null, true],
    ['all', 'agt_1', 'lab', false],
    ['none', null, 'lab', false],
    [{ workspaceIds: ['lab'] }, null, 'lab', true],
    [{ workspaceIds: ['lab'] }, null, 'shop', false],
    [{ workspaceIds: ['lab'] }, null, null, false],
    [{ workspaceIds: ['lab'] }, 'agt_1', 'lab', false],
  ])('of %j: work of agent %s in %s is %s', (untaken, agentId, workspaceId, isOne) => {
    expect(isUntakenIn(untaken, { agentId, workspaceId })).toBe(isOne);
  });

  it('of several stops is told once', () => {
    const [one, other] = [{ workspaceIds: ['lab'] }, { workspaceIds: ['lab', 'shop'] }];
    expect(joinUntaken([one, other])).toEqual({ workspaceIds: ['lab', 'shop'] });
    expect(joinUntaken([one, 'all'])).toBe('all');
    expect(joinUntaken([])).toBe('none');
  });
});
