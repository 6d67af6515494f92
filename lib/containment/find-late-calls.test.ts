import { describe, expect, it } from 'vitest';
import {
  findLateCalls,
  type PlaceHold,
  type RecordedCall,
  type StoppedTarget,
} from '@/lib/containment/find-late-calls';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));

/** Asked at second 10, seen stopped at second 12. */
const target: StoppedTarget = {
  incidentId: 'incident',
  holdId: 'hold',
  scopeId: 'scope',
  agentId: 'agt',
  workspaceId: 'billing',
  addedAt: at(10),
  stoppedAt: at(12),
};

function run(from: number, to: number | null, overrides: Partial<RecordedCall> = {}): RecordedCall {
  return {
    executionId: 'exe',
    agentId: 'agt',
    workspaceId: 'billing',
    toolName: 'openstack_server_delete',
    risk: 'destructive',
    status: to === null ? 'running' : 'completed',
    startedAt: at(from),
    completedAt: to === null ? null : at(to),
    firstSeenAt: at(from + 1),
    ...overrides,
  };
}

const kinds = (call: RecordedCall, of: StoppedTarget = target) =>
  findLateCalls({ targets: [of], places: [] }, [call]).map(({ how }) => how);

describe('findLateCalls', () => {
  it.each<[string, RecordedCall, ('started' | 'landed')[]]>([
    ['ended before the stop', run(2, 9), []],
    ['was in flight and landed', run(8, 14), ['landed']],
    ['is still in flight', run(8, null), []],
    ['started while the stop was on its way', run(11, 14), ['landed']],
    ['started after the stop', run(13, null), ['started']],
    ['started after the stop and landed', run(13, 14), ['started', 'landed']],
    ['started after the stop and read', run(13, 14, { risk: 'read' }), ['started']],
    ['only read', run(8, 14, { risk: 'read' }), []],
    ['has a risk nobody knows', run(8, 14, { risk: null }), ['landed']],
    ['was cancelled', run(8, 14, { status: 'cancelled' }), []],
    ['failed half-way', run(8, 14, { status: 'failed' }), ['landed']],
    ['belongs to another agent', run(13, 14, { agentId: 'other' }), []],
    ['belongs to another workspace', run(13, 14, { workspaceId: 'lab' }), []],
    [
      'was seen before the stop, by a clock that runs ahead',
      run(13, 14, { firstSeenAt: at(11) }),
      ['landed'],
    ],
  ])('%s', (_name, call, expected) => {
    expect(kinds(call)).toEqual(expected);
  });

  it('lays what began before the second stop at the door of the first only', () => {
    const second = { ...target, incidentId: 'later', addedAt: at(20) };
    const found = findLateCalls({ targets: [target, second], places: [] }, [run(13, 22)]);
    expect(found.map(({ incidentId, how }) => [incidentId, how])).toEqual([
      ['incident', 'started'],
      ['incident', 'landed'],
      ['later', 'landed'],
    ]);
  });

  it('calls nothing a start after the stop while XEM has not stopped yet', () => {
    expect(kinds(run(13, null), { ...target, stoppedAt: null })).toEqual([]);
  });

  it('is told once an incident, as a start rather than a landing', () => {
    const wider = { ...target, holdId: 'wider', workspaceId: null, addedAt: at(14), stoppedAt: at(15) };
    const found = findLateCalls({ targets: [wider, target], places: [] }, [run(13, 22)]);
    expect(found.map(({ how, holdId }) => [how, holdId])).toEqual([
      ['started', 'hold'],
      ['landed', 'hold'],
    ]);
  });

  it('reads the time of a start by our clock as well', () => {
    const call = run(11, null, { firstSeenAt: at(14) });
    expect(findLateCalls({ targets: [target], places: [] }, [call], 0)).toEqual([]);
    expect(findLateCalls({ targets: [target], places: [] }, [call], -5_000)).toMatchObject([
      { how: 'started' },
    ]);
  });

  it.each<[string, number, RecordedCall, ('started' | 'landed')[]]>([
    ['landed, by a clock that is 90 s behind', -90_000, run(-82, -76, { firstSeenAt: at(9) }), ['landed']],
    ['ended before, by a clock that is 90 s ahead', 90_000, run(92, 99, { firstSeenAt: at(3) }), []],
    ['ended before, by a clock that is 90 s behind', -90_000, run(-88, -81, { firstSeenAt: at(3) }), []],
  ])('%s', (_name, clockSkewMs, call, expected) => {
    const found = findLateCalls({ targets: [target], places: [] }, [call], clockSkewMs);
    expect(found.map(({ how }) => how)).toEqual(expected);
  });
});

describe('a held place', () => {
  const place: PlaceHold = {
    incidentId: 'incident',
    holdId: 'hold',
    workspaceId: 'billing',
    placedAt: at(10),
    isHandedOver: false,
    stoppedAt: at(12),
    targets: [{ agentId: 'agt', workspaceId: 'billing', addedAt: at(10) }],
    free: [],
  };
  const beside = (call: RecordedCall, of: PlaceHold = place) =>
    findLateCalls({ targets: [], places: [of] }, [call]).map(({ how, target }) => [how, target]);

  it.each<[string, RecordedCall, boolean]>([
    ['is worked in by an agent that is not held', run(13, null, { agentId: 'other' }), true],
    ['is worked in by nobody knows whom', run(13, null, { agentId: null }), true],
    [
      'is worked in by nobody knows whom while the stop was on its way',
      run(11, null, { agentId: null }),
      false,
    ],
    ['had that call before the stop', run(8, 14, { agentId: 'other' }), false],
    ['is another workspace', run(13, null, { agentId: 'other', workspaceId: 'lab' }), false],
    ['is worked in by one of its own agents, which is told by their stop', run(13, null), false],
  ])('%s', (_name, call, isBreach) => {
    expect(beside(call)).toEqual(isBreach ? [['started', null]] : []);
  });

  it('takes in an agent that joined only from then on', () => {
    const joined = { ...place, targets: [{ agentId: 'other', workspaceId: 'billing', addedAt: at(20) }] };
    expect(beside(run(13, null, { agentId: 'other' }), joined)).toHaveLength(1);
    expect(beside(run(25, null, { agentId: 'other' }), joined)).toEqual([]);
  });

  it('knows by our clock whether an agent had joined', () => {
    const targets = [{ agentId: 'other', workspaceId: 'billing', addedAt: at(20) }];
    const call = run(-65, null, { agentId: 'other', firstSeenAt: at(26) });
    expect(findLateCalls({ targets: [], places: [{ ...place, targets }] }, [call], -90_000)).toEqual([]);
  });

  it('is told when a call beside it landed', () => {
    expect(beside(run(13, 14, { agentId: 'other' }))).toEqual([
      ['started', null],
      ['landed', null],
    ]);
  });

  const nameless = (from: number, to: number | null, overrides: Partial<RecordedCall> = {}) =>
    run(from, to, { agentId: null, ...overrides });

  it.each<[string, RecordedCall, ('started' | 'landed')[]]>([
    ['was in flight at the stop and landed', nameless(8, 14), ['landed']],
    ['started while the stop was on its way and landed', nameless(11, 14), ['landed']],
    ['started after the stop and landed', nameless(13, 14), ['started', 'landed']],
    ['ended before the stop', nameless(2, 9), []],
    ['only read', nameless(8, 14, { risk: 'read' }), []],
    ['landed in another workspace', nameless(8, 14, { workspaceId: 'lab' }), []],
    ['landed where nobody knows', nameless(8, 14, { workspaceId: null }), []],
  ])('has a call of no agent that %s', (_name, call, expected) => {
    expect(beside(call)).toEqual(expected.map((how) => [how, null]));
  });

  it('leaves the landing of what another agent had begun to that one', () => {
    expect(beside(run(8, 14, { agentId: 'other' }))).toEqual([]);
  });

  it('knows by our clock whether a call of no agent landed after the stop', () => {
    const landed = (call: RecordedCall, clockSkewMs: number) =>
      findLateCalls({ targets: [], places: [place] }, [call], clockSkewMs).map(({ how }) => how);
    expect(landed(nameless(-82, -76, { firstSeenAt: at(9) }), -90_000)).toEqual(['landed']);
    expect(landed(nameless(92, 99, { firstSeenAt: at(3) }), 90_000)).toEqual([]);
  });

  it.each<[string, RecordedCall, ('started' | 'landed')[]]>([
    ['began before', nameless(18, 22), ['started', 'landed']],
    ['began meanwhile', nameless(21, 32), []],
    ['was seen to begin meanwhile', nameless(21, 32, { startedAt: null }), []],
    ['began afterwards', nameless(31, 32), ['started', 'landed']],
  ])('with an agent that was free for a while has a call of no agent that %s', (_name, call, expected) => {
    const freed = { ...place, free: [{ from: at(20), to: at(30) }] };
    expect(beside(call, freed)).toEqual(expected.map((how) => [how, null]));
    const free = { ...place, free: [{ from: at(20), to: null }] };
    expect(beside(nameless(31, 32), free)).toEqual([]);
  });

  it('is everywhere for a hold of all', () => {
    const call = run(13, null, { agentId: 'other', workspaceId: 'lab' });
    expect(beside(call, { ...place, workspaceId: null, targets: [] })).toHaveLength(1);
  });
});
