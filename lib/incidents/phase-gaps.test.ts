import { describe, expect, it } from 'vitest';
import { type PhaseFacts, phaseGaps } from '@/lib/incidents/phase-gaps';

const complete: PhaseFacts = {
  severity: 'sev1',
  hasCommander: true,
  hypothesis: 'The template lost its approval step.',
  subjectCount: 1,
  holdCount: 1,
  activeHoldCount: 1,
  unconfirmedScopeCount: 0,
  inFlightCount: 0,
  remediationStepCount: 1,
  plannedStepCount: 0,
  openReleaseCount: 0,
  isPostmortemPublished: true,
  readyArchiveCount: 1,
};

describe('what is missing when somebody moves on', () => {
  it.each([
    ['an unrated incident', { severity: 'pending' }, 'triage', 'contain', /severity/],
    ['an incident without a commander', { hasCommander: false }, 'triage', 'contain', /commander/],
    ['an incident about nothing', { subjectCount: 0 }, 'triage', 'contain', /attached/],
    ['a stop that was never placed', { holdCount: 0, activeHoldCount: 0 }, 'contain', 'investigate', /hold/],
    ['a stop XEM has not shown', { unconfirmedScopeCount: 2 }, 'contain', 'investigate', /2 held scopes are/],
    ['calls that still run', { inFlightCount: 1 }, 'contain', 'investigate', /1 call is/],
    ['a cause nobody named', { hypothesis: null }, 'investigate', 'remediate', /hypothesis/],
    ['nothing repaired', { remediationStepCount: 0 }, 'remediate', 'postmortem', /No remediation/],
    ['a release under way', { openReleaseCount: 1 }, 'remediate', 'postmortem', /1 release has not ended/],
    ['a repair left half done', { plannedStepCount: 1 }, 'remediate', 'postmortem', /planned/],
    ['an unpublished postmortem', { isPostmortemPublished: false }, 'postmortem', 'closed', /published/],
    ['no archive', { readyArchiveCount: 0 }, 'postmortem', 'closed', /archive/],
  ] as const)('%s is one gap', (_case, facts, from, to, sentence) => {
    expect(phaseGaps(from, to, { ...complete, ...facts })).toEqual([
      { phase: from, gap: expect.stringMatching(sentence) },
    ]);
  });

  it('is nothing when all is there', () => {
    expect(phaseGaps('triage', 'closed', complete)).toEqual([]);
  });

  it('covers every phase that is skipped', () => {
    const facts = { ...complete, severity: 'pending', hypothesis: null } as const;
    expect(phaseGaps('triage', 'remediate', facts).map(({ phase }) => phase)).toEqual([
      'triage',
      'investigate',
    ]);
  });

  it('is nothing on the way back, whatever is missing', () => {
    expect(phaseGaps('postmortem', 'contain', { ...complete, isPostmortemPublished: false })).toEqual([]);
  });

  it('does not count calls in flight where nothing is held', () => {
    const facts = { ...complete, activeHoldCount: 0, inFlightCount: 3 };
    expect(phaseGaps('contain', 'investigate', facts)).toEqual([]);
  });
});
