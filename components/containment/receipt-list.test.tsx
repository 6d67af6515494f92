import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { ReceiptList } from '@/components/containment/receipt-list';
import type { Hold } from '@/lib/containment/containment';

const at = '2026-11-22T14:00:00.000Z';
const hold: Hold = {
  holdId: 'hold',
  incidentRef: 'INC-7',
  rung: 'agent',
  agentId: 'agt_1',
  agentName: 'xem-fleet-01',
  workspaceId: null,
  workspaceName: null,
  reason: 'deletes without approval',
  placedAt: at,
  placedByName: 'Cleo',
  releasedAt: null,
  releasedByName: null,
  releaseReason: null,
  isAfterRelease: false,
  handedOverTo: null,
  scopeIds: ['scope'],
  activeScopeIds: ['scope'],
  receipt: {
    askedAt: at,
    firstAcceptedAt: at,
    allAcceptedAt: at,
    allObservedAt: at,
    drainedAt: null,
    lastEndedAt: null,
    inFlightAtStopCount: 1,
    startedAfterCount: 0,
    landedAfterCount: 0,
    isCutShort: false,
    containedAfterMs: null,
  },
};
const cutShort = { ...hold.receipt, isCutShort: true };

test.each<[string, Partial<Hold>, string]>([
  ['is still held', {}, 'not yet'],
  ['was released before it had drained', { releasedAt: at, receipt: cutShort }, 'not before the release'],
  ['was released in part before that had drained', { receipt: cutShort }, 'not before the release'],
  ['was handed over', { releasedAt: at, handedOverTo: 'INC-8' }, 'not before the hand-over'],
  ['was contained', { releasedAt: at, receipt: { ...hold.receipt, containedAfterMs: 31_000 } }, '31 s'],
])('the time to contain of a hold that %s', (_name, overrides, words) => {
  render(<ReceiptList hold={{ ...hold, ...overrides }} />);
  expect(screen.getByText('Time to contain').nextElementSibling?.textContent).toBe(words);
});
