import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { StopTrouble } from '@/components/containment/stop-trouble';
import { buildHeldScope } from '@/lib/testing/held-scope';

const scope = buildHeldScope({
  progress: 'unreachable',
  error: { code: 'xem_unreachable', message: 'XEM is out of reach.', xemRequestId: null },
  manualCommand: 'xeroctl agents pause-exec agt_1',
});
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
