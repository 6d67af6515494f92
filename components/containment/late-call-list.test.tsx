import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { LateCallList } from '@/components/containment/late-call-list';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { CommandsProvider } from '@/components/shell/commands';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { buildLateCall } from '@/lib/testing/late-call';

const calls = Array.from({ length: 50 }, (_, index) =>
  buildLateCall({ executionId: `exe_${index}`, how: 'landed', toolName: 'server_delete' }),
);
const late = { incidentRef: 'INC-7', lateCalls: calls, startedAfterCount: 0 };

test('what is not sent is counted, and found in the timeline', async () => {
  render(<LateCallList containment={{ ...late, lateCallCount: 300, landedAfterCount: 300 }} />);
  expect(screen.getByText('300 landed')).toBeTruthy();
  const link = screen.getByRole('link', { name: 'and 250 more in the timeline' });
  expect(link.getAttribute('href')).toBe('/incidents/INC-7');
  await userEvent.click(screen.getByRole('button', { name: 'Show the other 45' }));
  expect(screen.getAllByText('server_delete')).toHaveLength(50);
  expect(screen.queryByRole('button', { name: /Show the other/ })).toBeNull();
});

test('nothing is said of the timeline where all are here', () => {
  render(<LateCallList containment={{ ...late, lateCallCount: 50, landedAfterCount: 50 }} />);
  expect(screen.queryByRole('link', { name: /more in the timeline/ })).toBeNull();
});

test('a breach says when its call landed, so that the time to contain can be checked', () => {
  const landedAt = '2026-11-22T14:03:20.000Z';
  const breach = buildLateCall({ how: 'started', landedAt });
  const containment = { ...late, lateCalls: [breach], lateCallCount: 1, startedAfterCount: 1 };
  render(
    <CommandsProvider>
      <IncidentDialogsProvider mayDeclare={false}>
        <IncidentProvider value={buildIncidentHere()}>
          <LateCallList containment={{ ...containment, landedAfterCount: 0 }} />
        </IncidentProvider>
      </IncidentDialogsProvider>
    </CommandsProvider>,
  );
  const times = [...document.querySelectorAll('time')].map(({ dateTime }) => dateTime);
  expect(times).toEqual([breach.happenedAt, landedAt]);
});
