import { describe, expect, it } from 'vitest';
import { buildOpenCalls, type OpenCallFacts } from '@/lib/containment/build-open-calls';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));
const common = { agentId: 'agt', workspaceId: 'billing', toolName: 'kubectl_get', risk: 'read' };

function invocation(invocationId: string, status: string, executionId: string | null = null) {
  return { ...common, invocationId, executionId, status, createdAt: at(1) };
}

function execution(executionId: string, status: string, invocationId: string | null = null) {
  const completedAt = status === 'completed' ? at(9) : null;
  return { ...common, executionId, invocationId, status, startedAt: at(2), completedAt };
}

const open = (facts: Partial<OpenCallFacts>) =>
  buildOpenCalls({ invocations: [], executions: [], unknownLeases: [], ...facts }).map((call) => [
    call.invocationId ?? call.executionId,
    call.stage,
  ]);

describe('buildOpenCalls', () => {
  it('tells what runs from what waits', () => {
    const invocations = [
      invocation('i1', 'queued'),
      invocation('i2', 'dispatched'),
      invocation('i3', 'pending_approval'),
    ];
    expect(open({ invocations })).toEqual([
      ['i1', 'queued'],
      ['i2', 'in_flight'],
      ['i3', 'waiting'],
    ]);
  });

  it('counts a call once that both lists have, with what the execution knows', () => {
    const [call, ...others] = buildOpenCalls({
      invocations: [invocation('i1', 'dispatched', 'e1')],
      executions: [execution('e1', 'running', 'i1')],
      unknownLeases: [],
    });
    expect(others).toEqual([]);
    expect(call).toMatchObject({ invocationId: 'i1', executionId: 'e1', status: 'running' });
    expect(call?.since).toBe(at(2).toISOString());
  });

  it('believes the end that the execution has', () => {
    const invocations = [invocation('i1', 'running')];
    expect(open({ invocations, executions: [execution('e1', 'completed', 'i1')] })).toEqual([]);
  });

  it('counts a run whose invocation nobody lists', () => {
    expect(open({ executions: [execution('e1', 'running')] })).toEqual([['e1', 'in_flight']]);
  });

  it('takes a word that nobody knows for in flight', () => {
    expect(open({ invocations: [invocation('i1', 'teleporting')] })).toEqual([['i1', 'in_flight']]);
  });

  it('counts what only the lease of an agent names', () => {
    const unknownLeases = [{ agentId: 'agt', invocationId: 'i9' }];
    expect(open({ unknownLeases })).toEqual([['i9', 'in_flight']]);
  });
});
