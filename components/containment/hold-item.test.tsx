// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HoldItem } from '@/components/containment/hold-item';
import type { Hold } from '@/lib/containment/containment';

const at = '2026-11-22T14:08:20.000Z';

const hold: Hold = {
  holdId: '0199a9a0-0000-7000-8000-000000000000',
  incidentRef: 'INC-7',
  rung: 'workspace',
  agentId: null,
  agentName: null,
  workspaceId: 'ws_billing',
  workspaceName: 'billing',
  reason: 'It happened again',
  placedAt: at,
  placedByName: 'Holdfast',
  releasedAt: null,
  releasedByName: null,
  releaseReason: null,
  handedOverTo: null,
  isAfterRelease: true,
  scopeIds: ['scope_1'],
  activeScopeIds: ['scope_1'],
  receipt: {
    askedAt: at,
    firstAcceptedAt: at,
    allAcceptedAt: at,
    allObservedAt: at,
    drainedAt: at,
    lastEndedAt: null,
    inFlightAtStopCount: 0,
    startedAfterCount: 0,
    isCutShort: false,
    landedAfterCount: 0,
    containedAfterMs: 0,
  },
};

test.each<[string, Partial<Hold>, boolean]>([
  ['says that a workspace held again means those agents only', {}, true],
  ['says it of everything held again', { rung: 'all' }, true],
  ['does not say it of one agent, which nobody joins', { rung: 'agent', agentName: 'fleet-01' }, false],
  ['does not say it of a first stop', { isAfterRelease: false }, false],
  ['does not say it any more after the release', { releasedAt: at, releasedByName: 'Ada' }, false],
])('%s', async (_name, overrides, isSaid) => {
  render(<HoldItem hold={{ ...hold, ...overrides }} onRelease={() => undefined} />);
  expect(await screen.findByRole('heading')).toBeTruthy();
  expect(screen.queryByText(/^means these agents only/) !== null).toBe(isSaid);
});
