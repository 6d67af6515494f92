import { describe, expect, it } from 'vitest';
import { compareReviews } from '@/lib/release/compare-reviews';
import { findRecurrences, isAwaited, type WatchedCall } from '@/lib/release/find-recurrences';
import { staleReasonOf } from '@/lib/release/queued-call';
import { breaksWatch, type WatchRule, watchText } from '@/lib/release/watch-rule';

const at = (minute: number): Date => new Date(Date.UTC(2026, 10, 22, 14, minute));

describe('a rule', () => {
  const call = { toolName: 'server_delete', risk: 'destructive', status: 'completed' };
  it.each([
    ['destructive_call', call, true],
    ['destructive_call', { ...call, risk: 'write' }, false],
    // A word that nobody knows may mean the worst.
    ['destructive_call', { ...call, risk: 'catastrophic' }, true],
    ['destructive_call', { ...call, risk: null }, true],
    ['destructive_call', { ...call, status: 'queued' }, false],
    ['destructive_call', { ...call, status: 'rejected' }, false],
    ['tool_failed', { ...call, status: 'failed' }, true],
    ['tool_failed', call, false],
    ['tool_failed', { ...call, toolName: 'other', status: 'failed' }, false],
    ['any_failure', { ...call, toolName: 'other', status: 'timeout' }, true],
    ['any_failure', call, false],
    ['tool_called', { ...call, risk: 'read' }, true],
    ['tool_called', { ...call, status: 'pending_approval' }, false],
    ['tool_called', { ...call, toolName: null }, false],
  ] as const)('%s on %j: %s', (rule, given, isBroken) => {
    expect(breaksWatch({ rule, toolName: 'server_delete' }, given)).toBe(isBroken);
  });

  it('is said in words', () => {
    expect(watchText({ rule: 'tool_failed', toolName: 'server_delete' })).toBe(
      'any failure of server_delete',
    );
  });
});

describe('a recurrence', () => {
  const scope = { agentId: 'agt_1', workspaceId: 'ws_1', releasedAt: at(10) };
  const call: WatchedCall = {
    executionId: 'exe_1',
    agentId: 'agt_1',
    workspaceId: 'ws_1',
    toolName: 'server_delete',
    risk: 'destructive',
    status: 'running',
    startedAt: at(11),
    firstSeenAt: at(12),
  };
  it.each<[string, Partial<WatchedCall>, boolean]>([
    ['is a call that started after the release', {}, true],
    ['is not one of another workspace', { workspaceId: 'ws_2' }, false],
    ['is one of the agent whose workspace nobody knows', { workspaceId: null }, true],
    ['is not one of another agent', { agentId: 'agt_2' }, false],
    ['is not one that started before', { startedAt: at(9) }, false],
    ['is one that waited in the queue, and was seen there', { firstSeenAt: at(5) }, true],
    ['is one by a clock that is seconds behind', { startedAt: new Date(at(10).getTime() - 3_000) }, true],
    ['is one that XEM gives no start, seen after', { startedAt: null }, true],
    ['is not one that XEM gives no start, seen before', { startedAt: null, firstSeenAt: at(9) }, false],
  ])('%s', (_name, overrides, isOne) => {
    const found = findRecurrences(
      { rule: 'destructive_call', toolName: null },
      [scope],
      [{ ...call, ...overrides }],
    );
    expect(found.length > 0).toBe(isOne);
  });

  it.each<[string, WatchRule, Partial<WatchedCall>, boolean]>([
    ['is awaited while its call runs', 'any_failure', {}, true],
    ['is awaited of a word that nobody knows', 'any_failure', { status: 'draining' }, true],
    ['is awaited where XEM gives no start', 'any_failure', { startedAt: null }, true],
    ['is awaited of the tool', 'tool_failed', {}, true],
    ['is not awaited of another tool', 'tool_failed', { toolName: 'kubectl_get' }, false],
    ['is not awaited where the call began after the window', 'any_failure', { startedAt: at(16) }, false],
    ['is not awaited of a call that ended', 'any_failure', { status: 'completed' }, false],
    [
      'is not awaited of a call that has not begun',
      'any_failure',
      { status: 'queued', startedAt: null },
      false,
    ],
    ['is not awaited where the start says it', 'destructive_call', {}, false],
    ['is not awaited where any call is one', 'tool_called', {}, false],
  ])('%s (%s)', (_name, rule, overrides, isOne) => {
    const watch = { rule, toolName: 'server_delete' };
    expect(isAwaited(watch, { ...call, ...overrides }, at(15))).toBe(isOne);
  });

  it.each<[string, string | null, Partial<WatchedCall>, boolean]>([
    ['is a call in the place that names no agent', 'ws_1', {}, true],
    ['is none where it ran elsewhere', 'ws_1', { workspaceId: 'ws_2' }, false],
    ['is none where nobody knows where it ran', 'ws_1', { workspaceId: null }, false],
    ['is any that names no agent, where everything was stopped', null, { workspaceId: null }, true],
    ['is not one of an agent that the place was not freed for', null, { agentId: 'agt_9' }, false],
  ])('where calls name no agent, %s', (_name, workspaceId, overrides, isOne) => {
    const place = { agentId: null, workspaceId, releasedAt: at(10) };
    const found = findRecurrences(
      { rule: 'destructive_call', toolName: null },
      [place],
      [{ ...call, agentId: null, ...overrides }],
    );
    expect(found.length > 0).toBe(isOne);
  });

  it.each([
    ['that began before the release, by a clock that runs ten minutes ahead', 600_000, 9, 18, false],
    ['that began after it, by a clock that runs ten minutes ahead', 600_000, 14, 22, true],
    ['that began after it, by a clock that is ten minutes behind', -600_000, 14, 2, true],
    ['that began before it, by a clock that is ten minutes behind', -600_000, 9, -2, false],
  ])('is judged by our clock: a call %s', (_name, clockSkewMs, seen, started, isOne) => {
    const skewed = { ...call, startedAt: at(started), firstSeenAt: at(seen) };
    const found = findRecurrences(
      { rule: 'destructive_call', toolName: null },
      [scope],
      [skewed],
      clockSkewMs,
    );
    expect(found.length > 0).toBe(isOne);
  });

  it('is the first of several', () => {
    const later = { ...call, executionId: 'exe_2', startedAt: at(14) };
    const found = findRecurrences(
      { rule: 'any_failure', toolName: null },
      [scope],
      [
        { ...later, status: 'failed' },
        { ...call, status: 'failed' },
      ],
    );
    expect(found.map(({ executionId }) => executionId)).toEqual(['exe_1', 'exe_2']);
  });
});

describe('a review', () => {
  const seen = { scopeIds: ['one', 'two'], dangerousIds: ['inv_1'], toolNames: ['server_delete'] };
  it.each([
    ['holds while nothing changed', seen, []],
    ['holds when a dangerous call is gone', { ...seen, dangerousIds: [], toolNames: [] }, []],
    [
      'falls with a dangerous call more',
      { ...seen, dangerousIds: ['inv_1', 'inv_2'] },
      ['1 dangerous call more in the queue'],
    ],
    [
      'falls with an agent more',
      { ...seen, scopeIds: ['one', 'two', 'three'] },
      ['1 agent came to this hold'],
    ],
    ['falls with an agent less', { ...seen, scopeIds: ['one'] }, ['1 agent left this hold']],
    [
      'falls with a tool that was not queued',
      { ...seen, toolNames: ['server_delete', 'mail'] },
      ['newly queued: mail'],
    ],
  ])('%s', (_name, now, changes) => {
    expect(compareReviews(seen, now)).toEqual(changes);
  });
});

describe('a queued call', () => {
  const times = { incidentStartedAt: at(5), stoppedAt: at(10), now: at(20) };
  const approval = { status: 'approved', resolvedAt: at(12), expiresAt: null };
  it.each([
    ['is wanted when it was asked for and approved since', { queuedAt: at(11), approval }, null],
    ['was asked for before the incident', { queuedAt: at(4), approval: null }, 'older_than_incident'],
    [
      'was approved before the stop',
      { queuedAt: at(6), approval: { ...approval, resolvedAt: at(7) } },
      'approved_before_stop',
    ],
    [
      'has lost its approval',
      { queuedAt: at(11), approval: { ...approval, status: 'timed_out' } },
      'approval_over',
    ],
    [
      'has an approval that ran out unseen',
      { queuedAt: at(11), approval: { status: 'pending', resolvedAt: null, expiresAt: at(19) } },
      'approval_over',
    ],
    ['of unknown age is not called stale', { queuedAt: null, approval: null }, null],
  ])('%s', (_name, call, reason) => {
    expect(staleReasonOf(call, times)).toBe(reason);
  });
});
