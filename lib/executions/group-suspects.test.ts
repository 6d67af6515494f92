import { describe, expect, it } from 'vitest';
import type { Suspect } from '@/lib/executions/endpoints';
import { groupSuspects } from '@/lib/executions/group-suspects';
import { buildSuspect } from '@/lib/testing/suspect';

const suspect = (executionId: string, overrides: Partial<Suspect> = {}): Suspect =>
  buildSuspect({ executionId, ...overrides });

const shape = (suspects: Suspect[]) =>
  groupSuspects(suspects).map(({ newest, oldest, suspects: all }) => [
    newest.executionId,
    oldest.executionId,
    all.length,
  ]);

describe('groupSuspects', () => {
  it('folds calls of one tool by one agent in one workspace, and knows the first and the last', () => {
    expect(shape([suspect('c'), suspect('b'), suspect('a')])).toEqual([['c', 'a', 3]]);
  });

  it('keeps apart what another agent, tool or workspace did, and what is wrong in another way', () => {
    const others: Partial<Suspect>[] = [
      { agentId: 'agt_2' },
      { toolName: 'kubectl_drain' },
      { workspaceId: 'ws_2' },
      { suspicions: ['past_timeout'] },
    ];
    for (const other of others) expect(shape([suspect('b'), suspect('a', other)])).toHaveLength(2);
  });

  it('lists the group with the newest suspect first', () => {
    const other = { agentId: 'agt_2' };
    expect(shape([suspect('c', other), suspect('b'), suspect('a', other)])).toEqual([
      ['c', 'a', 2],
      ['b', 'b', 1],
    ]);
  });
});
