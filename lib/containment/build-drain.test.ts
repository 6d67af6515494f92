import { describe, expect, it } from 'vitest';
import { buildDrain, type DrainFacts } from '@/lib/containment/build-drain';
import type { HeldApproval } from '@/lib/containment/drain';
import type { OpenCall } from '@/lib/containment/open-call';

const at = (minutes: number) => new Date(Date.UTC(2026, 10, 22, 14, minutes)).toISOString();
const now = new Date(at(30));

let counter = 0;
function call(change: Partial<OpenCall> = {}): OpenCall {
  counter += 1;
  return {
    invocationId: `inv_${counter}`,
    executionId: `exe_${counter}`,
    agentId: 'agt_1',
    workspaceId: 'billing',
    toolName: 'invoice_send',
    risk: 'write',
    status: 'running',
    stage: 'in_flight',
    since: at(28),
    ...change,
  };
}

const approval: HeldApproval = {
  approvalId: 'apr_1',
  toolName: 'invoice_delete',
  risk: 'destructive',
  agentId: 'agt_1',
  workspaceId: 'billing',
  createdAt: at(20),
  expiresAt: at(35),
  isExpiryEstimated: false,
};

const scope = (agentId: string, workspaceId: string | null = 'billing') => ({
  scopeId: `scope_${agentId}_${workspaceId}`,
  agentId,
  agentName: agentId,
  workspaceId,
  workspaceName: workspaceId,
});

const drain = (facts: Partial<DrainFacts>) =>
  buildDrain(
    { scopes: [scope('agt_1')], untaken: [], calls: [], timeoutMs: new Map(), approvals: [], ...facts },
    now,
  );

describe('the drain board', () => {
  it('counts what runs, what is queued and what waits, by scope and in all', () => {
    const queued = call({ stage: 'queued', status: 'queued', executionId: null });
    const board = drain({ calls: [call(), call({ agentId: 'other' }), queued], approvals: [approval] });
    const counts = { inFlightCount: 1, queuedCount: 1, waitingCount: 1, pastTimeoutCount: 0 };
    expect(board).toMatchObject({ ...counts, scopeCount: 1, busyScopeCount: 1 });
    expect(board.scopes).toMatchObject([{ key: 'scope_agt_1_billing', ...counts }]);
  });

  it('counts a call once where two scopes of its agent mean it', () => {
    const board = drain({ scopes: [scope('agt_1', null), scope('agt_1')], calls: [call()] });
    expect(board.inFlightCount).toBe(1);
  });

  it('flags what runs past the limit of its tool, or past ours where it names none', () => {
    const [own, ours, young] = [call({ since: at(28) }), call({ since: at(10) }), call({ since: at(29) })];
    const limits = new Map([[own.executionId ?? '', 60_000]]);
    const board = drain({ calls: [young, own, ours], timeoutMs: limits });
    expect(board.pastTimeoutCount).toBe(2);
    expect(board.scopes[0]?.calls).toMatchObject([
      { isPastTimeout: true, isTimeoutEstimated: true },
      { isPastTimeout: true, isTimeoutEstimated: false, timesOutAt: at(29) },
      { isPastTimeout: false },
    ]);
  });

  it('knows no limit of a call that only a lease tells of', () => {
    const board = drain({ calls: [call({ executionId: null, since: null })] });
    expect(board.scopes[0]?.calls).toMatchObject([{ timesOutAt: null, isPastTimeout: false }]);
  });

  it('shows what runs in a workspace that nobody knows, once, in the widest place that may be meant', () => {
    const lease = call({ workspaceId: null, executionId: null, toolName: null, since: null });
    const scopes = [scope('agt_1', 'shop'), scope('agt_1', 'billing')];
    const narrow = drain({ scopes, calls: [lease], approvals: [{ ...approval, workspaceId: null }] });
    expect(narrow).toMatchObject({ inFlightCount: 1, waitingCount: 1, busyScopeCount: 1 });
    expect(narrow.scopes[0]?.calls).toMatchObject([{ invocationId: lease.invocationId }]);
    const wide = drain({ scopes: [...scopes, scope('agt_1', null)], calls: [lease] });
    expect(wide.scopes.map(({ key }) => key)).toEqual(['scope_agt_1_null']);
    expect(drain({ scopes: [scope('agt_2')], calls: [lease] }).busyScopeCount).toBe(0);
  });

  it('shows work in a held workspace that no agent has taken', () => {
    const untaken = [{ workspaceId: 'billing', workspaceName: 'Billing' }];
    const waiting = call({ agentId: null, stage: 'queued', status: 'queued' });
    const board = drain({ untaken, calls: [waiting], approvals: [{ ...approval, agentId: null }] });
    expect(board.scopes).toMatchObject([
      { key: 'workspace:billing', agentName: null, queuedCount: 1, waitingCount: 1 },
    ]);
  });

  it('shows work anywhere that names no agent where everything is held, in the narrow place first', () => {
    const untaken = [
      { workspaceId: 'billing', workspaceName: 'Billing' },
      { workspaceId: null, workspaceName: null },
    ];
    const nameless = { agentId: null, stage: 'queued', status: 'queued' } as const;
    const calls = [call(nameless), call({ ...nameless, workspaceId: 'lab' }), call({ agentId: null })];
    const board = drain({ untaken, calls: [...calls, call({ ...nameless, workspaceId: null })] });
    expect(board).toMatchObject({ queuedCount: 3, inFlightCount: 1, scopeCount: 3, busyScopeCount: 2 });
    expect(board.scopes).toMatchObject([
      { key: 'workspace:billing', queuedCount: 1, inFlightCount: 1 },
      { key: 'workspace:', workspaceId: null, queuedCount: 2 },
    ]);
  });

  it('leaves out what is quiet, with the most urgent of the rest first', () => {
    const scopes = ['agt_1', 'agt_2', 'agt_3'].map((agentId) => scope(agentId));
    const calls = [call({ agentId: 'agt_2' }), call({ agentId: 'agt_3', since: at(1) })];
    const board = drain({ scopes, calls });
    expect(board).toMatchObject({ scopeCount: 3, busyScopeCount: 2 });
    expect(board.scopes.map(({ agentId }) => agentId)).toEqual(['agt_3', 'agt_2']);
  });

  it('stays small with 2,000 targets and thousands of calls, and its sums whole', () => {
    const scopes = Array.from({ length: 2_000 }, (_, index) => scope(`agt_${index}`));
    const calls = scopes.flatMap(({ agentId }) => [call({ agentId }), call({ agentId })]);
    const board = drain({ scopes, calls });
    expect(board).toMatchObject({ inFlightCount: 4_000, busyScopeCount: 2_000 });
    expect(board.scopes).toHaveLength(200);
  });

  it('sends no more than a person can take in where every place is full, the most urgent first', () => {
    const scopes = Array.from({ length: 100 }, (_, index) => scope(`agt_${index}`));
    const calls = scopes.flatMap(({ agentId }) => Array.from({ length: 40 }, () => call({ agentId })));
    const late = call({ agentId: 'agt_99', since: at(1) });
    const board = drain({ scopes, calls: [...calls, late] });
    expect(board.scopes[0]).toMatchObject({ agentId: 'agt_99', inFlightCount: 41 });
    expect(board.scopes[0]?.calls).toHaveLength(25);
    expect(board.scopes.at(-1)).toMatchObject({ inFlightCount: 40, calls: [] });
    expect(board.scopes.flatMap((it) => it.calls)).toHaveLength(1_000);
    expect(board.inFlightCount).toBe(4_001);
  });
});
