// @vitest-environment jsdom
import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { HoldItem } from '@/components/containment/hold-item';
import type { Hold } from '@/lib/containment/containment';
import { buildHold } from '@/lib/testing/hold';

const at = '2026-11-22T14:08:20.000Z';

const heldAgain = buildHold({ rung: 'workspace', isAfterRelease: true });

test.each<[string, Partial<Hold>, boolean]>([
  ['says that a workspace held again means those agents only', {}, true],
  ['says it of everything held again', { rung: 'all' }, true],
  ['does not say it of one agent, which nobody joins', { rung: 'agent', agentName: 'fleet-01' }, false],
  ['does not say it of a first stop', { isAfterRelease: false }, false],
  ['does not say it any more after the release', { releasedAt: at, releasedByName: 'Ada' }, false],
])('%s', async (_name, overrides, isSaid) => {
  render(<HoldItem hold={{ ...heldAgain, ...overrides }} onRelease={() => undefined} />);
  expect(await screen.findByRole('heading')).toBeTruthy();
  expect(screen.queryByText(/^means these agents only/) !== null).toBe(isSaid);
});
