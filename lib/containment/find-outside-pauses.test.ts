import { describe, expect, it } from 'vitest';
import { findOutsidePauses, type KnownScope, type ShownAgent } from '@/lib/containment/find-outside-pauses';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 14, minutes));

const paused: ShownAgent = { agentId: 'agt', isPaused: true, pausedWorkspaceIds: [], observedAt: at(30) };
const inProd: ShownAgent = { ...paused, isPaused: false, pausedWorkspaceIds: ['prod'] };

const scope = (change: Partial<KnownScope> = {}): KnownScope => ({
  agentId: 'agt',
  workspaceId: null,
  desired: 'running',
  progress: 'observed',
  observedAt: at(0),
  ...change,
});

describe('a pause that XEM shows', () => {
  it.each<[string, ShownAgent, KnownScope[], unknown[]]>([
    [
      'of an agent that Holdfast never touched',
      paused,
      [],
      [{ workspaceId: null, kind: 'outside', needsLook: false }],
    ],
    ['of an agent in one workspace', inProd, [], [{ workspaceId: 'prod', kind: 'outside' }]],
    [
      'of the whole agent, beside its workspaces',
      { ...paused, pausedWorkspaceIds: ['prod'] },
      [],
      [{ workspaceId: null }],
    ],
    ['that a hold explains', paused, [scope({ desired: 'paused' })], []],
    ['that a hold of the whole agent explains', inProd, [scope({ desired: 'paused' })], []],
    [
      'wider than the hold of one workspace',
      paused,
      [scope({ desired: 'paused', workspaceId: 'prod' })],
      [{ workspaceId: null }],
    ],
    ['while our resume is on its way', paused, [scope({ progress: 'accepted', observedAt: null })], []],
    ['by a list from before our resume', paused, [scope({ observedAt: at(31) })], []],
    [
      'again a few minutes after our resume',
      paused,
      [scope({ observedAt: at(25) })],
      [{ kind: 'left_over', needsLook: true }],
    ],
    ['long after our resume', paused, [scope({ observedAt: at(0) })], [{ kind: 'outside' }]],
    ['not at all', { ...paused, isPaused: null }, [], []],
  ])('%s', (_name, agent, scopes, expected) => {
    expect(findOutsidePauses([agent], scopes)).toMatchObject(expected);
    expect(findOutsidePauses([agent], scopes)).toHaveLength(expected.length);
  });
});
