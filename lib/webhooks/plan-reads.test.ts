import { expect, test } from 'vitest';
import { type Hint, planReads, wantedBy } from '@/lib/webhooks/plan-reads';

const nothing = { executionId: null, invocationId: null, approvalId: null, agentId: null };
const invocation = (id: string) => ({ source: 'invocations' as const, id });

test.each([
  ['exec.dispatched', { invocationId: 'i', agentId: 'a' }, { objects: [invocation('i')], polls: [] }],
  [
    'exec.completed',
    { invocationId: 'i', executionId: 'e' },
    { objects: [invocation('i'), { source: 'executions', id: 'e' }], polls: [] },
  ],
  [
    'exec.approved',
    { invocationId: 'i', approvalId: 'p' },
    { objects: [invocation('i'), { source: 'approvals', id: 'p' }], polls: [] },
  ],
  ['exec.agent_offline', { agentId: 'a' }, { objects: [], polls: ['agents'] }],
  ['agent.created', {}, { objects: [], polls: ['agents'] }],
  ['exec.failed', {}, { objects: [], polls: ['invocations', 'executions'] }],
  ['exec.approval_timed_out', {}, { objects: [], polls: ['approvals', 'invocations'] }],
  ['exec.workspace_created', {}, { objects: [], polls: ['workspaces'] }],
  ['ox.novelty', { invocationId: 'i' }, { objects: [invocation('i')], polls: [] }],
  ['ox.novelty', { agentId: 'a' }, { objects: [], polls: ['agents'] }],
  ['file.created', {}, { objects: [], polls: [] }],
] as const)('%s with %o leads to %o', (type, ids, wanted) => {
  expect(wantedBy({ ...nothing, ...ids, type })).toEqual(wanted);
});

const hint = (eventId: string, ids: Partial<Hint>): Hint => ({
  ...nothing,
  eventId,
  type: 'exec.completed',
  ...ids,
});

test('an object is read once however many events name it', () => {
  const plan = planReads([hint('1', { invocationId: 'i' }), hint('2', { invocationId: 'i' })]);
  expect(plan.objects).toEqual({ invocations: ['i'], executions: [], approvals: [] });
  expect([...plan.wanted.keys()]).toEqual(['1', '2']);
});

test('a burst is read as a list, and only where it is one', () => {
  const many = Array.from({ length: 21 }, (_, index) => hint(`m${index}`, { invocationId: `i${index}` }));
  const plan = planReads([...many, hint('1', { invocationId: 'i1', approvalId: 'p' })]);
  expect(plan.objects).toEqual({ invocations: [], executions: [], approvals: ['p'] });
  // A dispatched call names no execution of its own; in a burst its list is the only way to it.
  expect(plan.polls).toEqual(['invocations', 'executions']);
  expect(plan.wanted.get('1')).toEqual({
    objects: [{ source: 'approvals', id: 'p' }],
    polls: ['invocations', 'executions'],
  });
});
