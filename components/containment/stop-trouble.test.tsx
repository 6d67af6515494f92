import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StopTrouble } from '@/components/containment/stop-trouble';
import type { HeldScope } from '@/lib/containment/containment';

const scope: HeldScope = {
  scopeId: 'scope_1',
  agentId: 'agt_1',
  agentName: 'xem-fleet-01',
  workspaceId: null,
  workspaceName: null,
  desired: 'paused',
  progress: 'unreachable',
  requestedAt: '2026-11-22T14:00:00.000Z',
  acceptedAt: null,
  observedAt: null,
  drainedAt: null,
  inFlightCount: 0,
  isHeld: true,
  heldSince: '2026-11-22T14:00:00.000Z',
  alsoHeldBy: [],
  holdIds: ['hold_1'],
  sources: ['named'],
  joinedAt: null,
  attemptCount: 1,
  nextAttemptAt: null,
  error: { code: 'xem_unreachable', message: 'XEM is out of reach.', xemRequestId: null },
  inFlightAtStopCount: 0,
  inFlight: [],
  queuedCount: 0,
  queuedByTool: [],
  approvalCount: 0,
  manualCommand: 'xeroctl agents pause-exec agt_1',
};
const other = { ...scope, scopeId: 'scope_2', manualCommand: 'xeroctl agents pause-exec agt_2' };

test('with XEM out of reach, the stop is said to stand, with a line to type for all that is open', () => {
  const done = { ...other, scopeId: 'scope_3', progress: 'observed' as const, manualCommand: 'done' };
  render(<StopTrouble scopes={[scope, other, done]} />);
  expect(screen.getByText(/The stop stands and is carried out the moment XEM answers/)).toBeTruthy();
  const commands = screen.getByText(/pause-exec agt_1/).textContent;
  expect(commands).toContain('xeroctl agents pause-exec agt_1\nxeroctl agents pause-exec agt_2');
  expect(commands).not.toContain('done');
});

test('a release that XEM has not heard of is called that', () => {
  render(<StopTrouble scopes={[{ ...scope, desired: 'running' }]} />);
  expect(screen.getByText(/The release stands/)).toBeTruthy();
});

test('nothing is said once XEM has followed', () => {
  const { container } = render(<StopTrouble scopes={[{ ...scope, progress: 'observed' }]} />);
  expect(container.textContent).toBe('');
});
