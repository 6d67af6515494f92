import { describe, expect, it } from 'vitest';
import { findLateCalls, type RecordedCall, type StoppedTarget } from '@/lib/containment/find-late-calls';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));

/** Asked at second 10, seen stopped at second 12. */
const target: StoppedTarget = {
  incidentId: 'incident',
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
  findLateCalls([of], [call]).map(({ how }) => how);

describe('findLateCalls', () => {
  it.each<[string, RecordedCall, ('started' | 'landed')[]]>([
    ['ended before the stop', run(2, 9), []],
    ['was in flight and landed', run(8, 14), ['landed']],
    ['is still in flight', run(8, null), []],
    ['started while the stop was on its way', run(11, 14), ['landed']],
    ['started after the stop', run(13, null), ['started']],
    ['started after the stop and ended', run(13, 14), ['started']],
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
    const found = findLateCalls([target, second], [run(13, 22)]);
    expect(found.map(({ incidentId, how }) => [incidentId, how])).toEqual([
      ['incident', 'started'],
      ['later', 'landed'],
    ]);
  });

  it('calls nothing a start after the stop while XEM has not stopped yet', () => {
    expect(kinds(run(13, null), { ...target, stoppedAt: null })).toEqual([]);
  });
});
