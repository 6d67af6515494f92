import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OutsidePauseRow } from '@/components/containment/outside-pause-row';
import type { OutsidePause } from '@/lib/containment/outside-pause';

const pause: OutsidePause = {
  pauseId: '019aab00-0000-7000-8000-000000000001',
  kind: 'outside',
  agentId: 'agt_1',
  agentName: 'xem-fleet-01',
  workspaceId: null,
  workspaceName: null,
  noticedAt: '2026-11-22T14:00:00.000Z',
  endedAt: null,
  decision: null,
  reason: null,
  decidedByName: null,
  decidedAt: null,
  incidentRef: null,
  resuming: null,
};
const resuming = {
  desired: 'running',
  progress: 'requested',
  errorMessage: null,
  xemRequestId: null,
} as const;
const refused = { ...resuming, progress: 'rejected', errorMessage: 'XEM refused: no.' } as const;
const commander = { mayWrite: true, mayCommand: true };

type May = { mayWrite: boolean; mayCommand: boolean };
const cases: [string, Partial<OutsidePause>, May, string[]][] = [
  ['nobody has decided about', {}, commander, ['Adopt…', 'Resume…', 'It is wanted…']],
  ['is left as wanted', { decision: 'wanted' }, commander, ['Adopt…', 'Resume…']],
  ['XEM is being asked to lift', { decision: 'restore', resuming }, commander, []],
  [
    'XEM refuses to lift',
    { decision: 'restore', resuming: refused },
    commander,
    ['Adopt…', 'Try again…', 'It is wanted…'],
  ],
  ['a responder sees', {}, { mayWrite: true, mayCommand: false }, ['Adopt…', 'It is wanted…']],
  ['a viewer sees', {}, { mayWrite: false, mayCommand: false }, []],
];

describe('what can be done about a pause that', () => {
  it.each(cases)('%s', (_name, facts, may, buttons) => {
    render(<OutsidePauseRow pause={{ ...pause, ...facts }} {...may} onAnswer={() => undefined} />);
    expect(screen.getByText('xem-fleet-01')).toBeTruthy();
    expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(buttons);
  });
});
