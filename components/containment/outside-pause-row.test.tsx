import { render, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { OutsidePauseRow } from '@/components/containment/outside-pause-row';
import type { OutsidePause } from '@/lib/containment/outside-pause';

const pause: OutsidePause = {
  pauseId: 'pause_1',
  kind: 'outside',
  agentId: 'agt_1',
  agentName: 'xem-fleet-01',
  workspaceId: null,
  workspaceName: null,
  noticedAt: '2026-11-22T14:04:05.000Z',
  endedAt: null,
  decision: null,
  reason: null,
  decidedByName: null,
  decidedAt: null,
  incidentRef: null,
  resuming: null,
};

test.each([
  ['a viewer', { mayWrite: false, mayCommand: false }, []],
  ['a responder', { mayWrite: true, mayCommand: false }, ['Adopt…', 'It is wanted…']],
  ['a commander', { mayWrite: true, mayCommand: true }, ['Adopt…', 'Resume…', 'It is wanted…']],
])('%s is offered what their role allows', (_who, may, offered) => {
  render(<OutsidePauseRow pause={pause} {...may} />);
  expect(screen.getByText('xem-fleet-01')).toBeTruthy();
  expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(offered);
});
