import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { DecideDialog } from '@/components/approvals/decide-dialog';
import type { ApprovalDecision } from '@/lib/approvals/approval';
import { type ApprovalDetail, type ApprovalItem, approvalDetailSchema } from '@/lib/approvals/endpoints';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import { buildApprovalDetail } from '@/lib/testing/approval-detail';
import { buildApprovalItem } from '@/lib/testing/approval-item';
import { problemAnswer } from '@/lib/testing/problem-answer';

const facts = { approvalId: 'apr_1', toolName: 'kubectl_drain', target: 'node-a-12' };

afterEach(() => vi.unstubAllGlobals());

/** The approval as the server shows it now. */
let shown: Partial<ApprovalDetail> = {};
let isProven = false;

async function open(change: Partial<ApprovalItem>, answer: () => Response) {
  shown = {};
  isProven = false;
  const requests: { url: string; body: unknown; key: string | null }[] = [];
  vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
    if (url === '/api/v1/account/proof') {
      isProven ||= init.method === 'POST';
      return Response.json({ is_fresh: isProven, fresh_until: null, has_password: true });
    }
    if (init.method === 'GET') return stored({ ...change, ...shown });
    const key = new Headers(init.headers).get('idempotency-key');
    requests.push({ url, body: JSON.parse(String(init.body)), key });
    return answer();
  });
  const onClose = vi.fn();
  render(
    <QueryClientProvider client={new QueryClient()}>
      <DecideDialog
        approval={buildApprovalItem({ ...facts, ...change })}
        decision="approved"
        onClose={onClose}
      />
    </QueryClientProvider>,
  );
  await screen.findByRole('alertdialog');
  return { requests, onClose, user: userEvent.setup() };
}

const stored = (changes: Partial<ApprovalDetail>) =>
  Response.json(toWire(approvalDetailSchema, buildApprovalDetail({ ...facts, ...changes })));

const done = () => stored({ status: 'approved', isOpen: false });

test('keeps what a call acts on apart from the sentence round it', async () => {
  await open({}, done);
  expect((await screen.findByText('node-a-12')).tagName).toBe('BDI');
});

test('nothing is sent without a reason', async () => {
  const { requests, user } = await open({}, done);
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  expect(await screen.findByText('Say why, in a few words.')).toBeDefined();
  expect(requests).toEqual([]);
});

test('the reason travels with a key that a second press repeats', async () => {
  let isDown = true;
  const { requests, user, onClose } = await open({}, () => {
    if (isDown) throw new TypeError('network');
    return done();
  });
  await user.type(screen.getByLabelText('Reason'), 'node is empty');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  expect(await screen.findByText(/cannot be reached/)).toBeDefined();
  expect(onClose).not.toHaveBeenCalled();

  isDown = false;
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  expect(requests.map(({ url }) => url)).toEqual(Array(2).fill('/api/v1/approvals/apr_1/approve'));
  expect(requests[0]?.body).toEqual({ reason: 'node is empty' });
  expect(requests[0]?.key).toBeTruthy();
  expect(requests[1]?.key).toBe(requests[0]?.key);
});

test('an irreversible call wants its tool typed', async () => {
  const { requests, user } = await open({ risk: 'irreversible' }, done);
  await user.type(screen.getByLabelText('Reason'), 'agreed with billing');
  await user.type(screen.getByLabelText(/Type kubectl_drain/), 'kubectl_drai');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  expect(requests).toEqual([]);

  await user.type(screen.getByLabelText(/Type kubectl_drain/), 'n');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await vi.waitFor(() => expect(requests[0]?.body).toMatchObject({ confirm: 'kubectl_drain' }));
});

test('asks who it is where the server wants a proof, and sends again what was typed', async () => {
  const proofWanted = new AppError(
    'fresh_sign_in_required',
    'This cannot be undone. Prove first that it is you.',
  );
  const { requests, user, onClose } = await open({ risk: 'irreversible' }, () =>
    isProven ? done() : problemAnswer(proofWanted),
  );
  await user.type(screen.getByLabelText('Reason'), 'agreed with billing');
  await user.type(screen.getByLabelText(/Type kubectl_drain/), 'kubectl_drain');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await user.type(await screen.findByLabelText(/Your password/), 'correct horse');
  await user.click(screen.getByRole('button', { name: 'Confirm and go on' }));
  await vi.waitFor(() => expect(onClose).toHaveBeenCalled());
  const sent = { reason: 'agreed with billing', confirm: 'kubectl_drain' };
  expect(requests.map(({ body }) => body)).toEqual([sent, sent]);
});

test('a held agent is passed over only by a word of its own', async () => {
  const { requests, user } = await open({ lockedBy: ['INC-7'] }, done);
  await user.type(screen.getByLabelText('Reason'), 'needed to recover');
  await user.click(screen.getByRole('button', { name: 'Approve in spite of the hold' }));
  expect(await screen.findByText('Say why, in a few words.')).toBeDefined();
  expect(requests).toEqual([]);

  await user.type(screen.getByLabelText(/INC-7 holds its agent/), 'the restore waits for it');
  await user.click(screen.getByRole('button', { name: 'Approve in spite of the hold' }));
  await vi.waitFor(() =>
    expect(requests[0]?.body).toEqual({
      reason: 'needed to recover',
      override_reason: 'the restore waits for it',
    }),
  );
});

test('says who decided when somebody else does while it is open, and sends nothing', async () => {
  const { requests, user, onClose } = await open({}, done);
  await user.type(screen.getByLabelText('Reason'), 'node is');
  shown = { status: 'rejected', isOpen: false, resolvedBy: 'bob', resolvedAt: '2026-11-22T12:01:00.000Z' };
  window.dispatchEvent(new Event('visibilitychange'));
  expect(await screen.findByText(/decided elsewhere/, {}, { timeout: 8_000 })).toBeDefined();
  expect(screen.getByText(/by bob/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(requests).toEqual([]);
  const [, close] = screen.getAllByRole('button', { name: 'Close' });
  await user.click(close ?? screen.getByRole('button', { name: 'Close' }));
  expect(onClose).toHaveBeenCalled();
}, 12_000);

const decided = (outcome: string): ApprovalDecision => ({
  decisionId: 'd1',
  decision: 'approved',
  reason: 'node is empty',
  outcome,
  overrideReason: null,
  decidedByName: 'Ada',
  decidedAt: '2026-11-22T12:00:30.000Z',
  xemRequestId: null,
});

const approvedAtXem = {
  status: 'approved',
  isOpen: false,
  resolvedBy: 'key ops',
  resolvedAt: '2026-11-22T12:01:00.000Z',
};

test('does not put its own decision down to somebody else when the answer was lost', async () => {
  const timedOut = new AppError('xem_unreachable', 'XEM did not answer in time.', {
    details: { mayHaveHappened: true },
  });
  const { user, onClose } = await open({}, () => {
    shown = { ...approvedAtXem, decisions: [decided('uncertain')] };
    return problemAnswer(timedOut);
  });
  await user.type(screen.getByLabelText('Reason'), 'node is empty');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  expect(
    await screen.findByText('Sent from here: approved by Ada. XEM now shows approved by key ops.'),
  ).toBeDefined();
  expect(screen.queryByText(/Nothing was sent/)).toBeNull();
  expect(onClose).not.toHaveBeenCalled();
});

test('stays open until XEM shows what it took', async () => {
  const { user, onClose } = await open({}, () => {
    shown = { decisions: [decided('accepted')] };
    return stored(shown);
  });
  await user.type(screen.getByLabelText('Reason'), 'node is empty');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  expect(await screen.findByText(/does not show it yet: not confirmed/)).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Approve' })).toBeNull();
  expect(onClose).not.toHaveBeenCalled();

  shown = { ...approvedAtXem, decisions: [decided('accepted')] };
  window.dispatchEvent(new Event('visibilitychange'));
  expect(await screen.findByText(/XEM now shows approved by key ops/, {}, { timeout: 8_000 })).toBeDefined();
}, 12_000);

test('marks an end that only the default policy knows, also once it is over', async () => {
  const past = new Date(Date.now() - 1_000).toISOString();
  await open({ expiresAt: past, isExpiryEstimated: true }, done);
  expect(await screen.findByText(/By the default policy its time is over/)).toBeDefined();
  expect(screen.getByRole('timer', { name: 'expires, by the default policy' }).textContent).toBe('≈ over');
});

test('says that its time is over, and leaves the answer to XEM', async () => {
  const past = new Date(Date.now() - 1_000).toISOString();
  const { requests, user } = await open({ expiresAt: past }, done);
  expect(await screen.findByText(/Its time is over/)).toBeDefined();
  await user.type(screen.getByLabelText('Reason'), 'still needed');
  await user.click(screen.getByRole('button', { name: 'Approve' }));
  await vi.waitFor(() => expect(requests).toHaveLength(1));
});
