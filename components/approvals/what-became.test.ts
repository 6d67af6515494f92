import { expect, it } from 'vitest';
import { type Tried, whatBecame } from '@/components/approvals/what-became';
import type { ApprovalDecision } from '@/lib/approvals/approval';
import { AppError } from '@/lib/errors';

const decided = (outcome: string, overrides: Partial<ApprovalDecision> = {}): ApprovalDecision => ({
  decisionId: 'd2',
  decision: 'approved',
  reason: 'node is empty',
  outcome,
  overrideReason: null,
  decidedByName: 'Ada',
  decidedAt: '2026-11-22T12:00:00.000Z',
  xemRequestId: null,
  ...overrides,
});
const earlier = decided('uncertain', { decisionId: 'd1', decidedByName: 'Cleo' });
const approval = {
  isOpen: false,
  status: 'approved',
  resolvedBy: 'key ops',
  goneAt: null,
  decisions: [earlier],
};
const lost: Tried = {
  decision: 'approved',
  error: new AppError('xem_unreachable', 'XEM timed out'),
  earlierIds: ['d1'],
};
const taken: Tried = { ...lost, error: null };
const refused: Tried = { ...lost, error: new AppError('not_allowed', 'That takes a commander.') };
const offline: Tried = { ...lost, error: new AppError('unavailable', 'Holdfast cannot be reached.') };

it.each<[string, Partial<Parameters<typeof whatBecame>[0]>, Tried | null, string]>([
  [
    'nothing was pressed',
    {},
    null,
    'It was decided elsewhere while this was open. Nothing was sent from here.',
  ],
  [
    'nothing was pressed, and XEM forgot it',
    { goneAt: '2026-11-22T12:00:00.000Z' },
    null,
    'XEM no longer knows this approval, so there is nothing left to decide. Nothing was sent from here.',
  ],
  [
    'our own lost decision took effect',
    { decisions: [earlier, decided('uncertain')] },
    lost,
    'Sent from here: approved by Ada. XEM now shows approved by key ops.',
  ],
  [
    'a colleague was faster than our lost decision',
    { status: 'rejected', resolvedBy: 'bob', decisions: [earlier, decided('uncertain')] },
    lost,
    'Sent from here: approved by Ada. XEM now shows rejected by bob.',
  ],
  [
    'XEM took it and does not show it yet',
    { isOpen: true, status: 'pending', resolvedBy: null, decisions: [decided('accepted')] },
    taken,
    'Sent from here: approved by Ada. XEM took it but does not show it yet: not confirmed.',
  ],
  [
    'XEM took it and shows it now',
    { resolvedBy: null, decisions: [decided('accepted')] },
    taken,
    'Sent from here: approved by Ada. XEM now shows approved.',
  ],
  [
    'it was refused before it was sent',
    {},
    refused,
    'Not decided from here: That takes a commander. XEM now shows approved by key ops.',
  ],
  [
    'it was decided elsewhere, as XEM answered',
    { status: 'rejected', decisions: [decided('decided_elsewhere')] },
    { ...lost, error: new AppError('conflict', 'This approval is already decided.') },
    'Not decided from here: This approval is already decided. XEM now shows rejected by key ops.',
  ],
  [
    'our answer was lost on the way from Holdfast',
    { decisions: [earlier, decided('confirmed')] },
    offline,
    'Sent from here: approved by Ada. XEM now shows approved by key ops.',
  ],
  [
    'it never reached Holdfast',
    {},
    offline,
    'What was sent from here got no answer, and Holdfast has no record of it. XEM now shows approved by key ops.',
  ],
])('says what became of it when %s', (_when, change, tried, expected) => {
  expect(whatBecame({ ...approval, ...change }, tried)).toBe(expected);
});
