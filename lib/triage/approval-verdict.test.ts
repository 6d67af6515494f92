import { describe, expect, it } from 'vitest';
import { approvalFinder, approvalVerdict } from '@/lib/triage/approval-verdict';
import { targetOf } from '@/lib/triage/target-of';

describe('whether a person let a call through', () => {
  it.each([
    ['a destructive call without an approval ran unasked', 'destructive', null, null, 'missing'],
    ['an irreversible call without an approval ran unasked', 'irreversible', null, null, 'missing'],
    ['a read needs nobody', 'read', null, null, 'not_needed'],
    ['a write needs nobody', 'write', null, null, 'not_needed'],
    ['an approved call was let through', 'destructive', 'apr_1', 'approved', 'approved'],
    ['an escalated approval still waits', 'destructive', 'apr_1', 'escalated', 'pending'],
    ['a rejected call that ran is a finding', 'destructive', 'apr_1', 'rejected', 'rejected'],
    ['an expired approval let nothing through', 'destructive', 'apr_1', 'timed_out', 'timed_out'],
    ['an approval nobody mirrored is not guessed', 'destructive', 'apr_1', null, 'unknown'],
    ['a status nobody knows is not guessed', 'destructive', 'apr_1', 'delegated', 'unknown'],
    ['a risk nobody knows is not guessed', 'spicy', null, null, 'unknown'],
    ['an unrated call is not guessed', null, null, null, 'unknown'],
  ] as const)('%s', (_case, risk, approvalId, status, verdict) => {
    expect(approvalVerdict({ risk, approvalId }, status === null ? null : { status })).toBe(verdict);
  });
});

describe('the approval of an execution', () => {
  const approval = { approvalId: 'apr_1', invocationId: 'inv_1' };
  const find = approvalFinder([approval, { approvalId: 'apr_2', invocationId: null }]);

  it.each([
    ['is the one it names', { approvalId: 'apr_1', invocationId: null }, approval],
    ['is that of its invocation where it names none', { approvalId: null, invocationId: 'inv_1' }, approval],
    ['is none where nothing links them', { approvalId: null, invocationId: null }, null],
  ])('%s', (_case, execution, found) => {
    expect(find(execution)).toBe(found);
  });
});

describe('what a call acts on', () => {
  it.each([
    [{ server: 'vm-204', force: true }, 'vm-204'],
    [{ namespace: 'shop', pod: 'checkout-1' }, 'checkout-1'],
    [{ server_id: 'a1' }, 'a1'],
    [{ force: true }, null],
    [null, null],
    [['vm-204'], null],
    [{ name: 'x'.repeat(200) }, `${'x'.repeat(79)}…`],
  ])('%j', (callArguments, target) => {
    expect(targetOf(callArguments)).toBe(target);
  });
});
