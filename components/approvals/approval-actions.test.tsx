import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ApprovalActions } from '@/components/approvals/approval-actions';
import { DecideProvider } from '@/components/approvals/decide-provider';
import { buildApprovalItem } from '@/lib/testing/approval-item';

test.each([
  ['a responder', false, [], true],
  ['a responder', false, ['INC-7'], false],
  ['a commander', true, ['INC-7'], true],
])(
  '%s (may override: %s) of what %j locks may approve: %s; rejecting stays open',
  (_who, mayOverride, lockedBy, may) => {
    render(
      <DecideProvider mayOverride={mayOverride}>
        <ApprovalActions approval={buildApprovalItem({ toolName: 'kubectl_drain', lockedBy })} />
      </DecideProvider>,
    );
    const approve = screen.getByRole('button', { name: 'Approve kubectl_drain' });
    expect(approve).toHaveProperty('disabled', !may);
    expect(approve.title === '').toBe(may);
    expect(screen.getByRole('button', { name: 'Reject kubectl_drain' })).toHaveProperty('disabled', false);
  },
);
