import { render, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { OutsidePauseRow } from '@/components/containment/outside-pause-row';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import { buildOutsidePause } from '@/lib/testing/outside-pause';

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
    render(<OutsidePauseRow pause={buildOutsidePause(facts)} {...may} onAnswer={() => undefined} />);
    expect(screen.getByText('xem-fleet-01')).toBeTruthy();
    expect(screen.queryAllByRole('button').map(({ textContent }) => textContent)).toEqual(buttons);
  });
});
