import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ReceiptList } from '@/components/containment/receipt-list';
import type { Hold } from '@/lib/containment/containment';
import { buildHold } from '@/lib/testing/hold';
import { buildReceipt } from '@/lib/testing/receipt';

const at = '2026-11-22T14:00:00.000Z';
const cutShort = buildReceipt({ isCutShort: true });

test.each<[string, Partial<Hold>, string]>([
  ['is still held', {}, 'not yet'],
  ['was released before it had drained', { releasedAt: at, receipt: cutShort }, 'not before the release'],
  ['was released in part before that had drained', { receipt: cutShort }, 'not before the release'],
  ['was handed over', { releasedAt: at, handedOverTo: 'INC-8' }, 'not before the hand-over'],
  ['was contained', { releasedAt: at, receipt: buildReceipt({ containedAfterMs: 31_000 }) }, '31 s'],
])('the time to contain of a hold that %s', (_name, overrides, words) => {
  render(<ReceiptList hold={buildHold(overrides)} />);
  expect(screen.getByText('Time to contain').nextElementSibling?.textContent).toBe(words);
});
