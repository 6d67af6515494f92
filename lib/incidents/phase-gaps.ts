import { z } from 'zod';
import { type Phase, phases } from '@/lib/incidents/phase';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import type { Severity } from '@/lib/incidents/severity';

/** What is known of an incident when somebody wants to move on. */
export type PhaseFacts = {
  severity: Severity;
  hasCommander: boolean;
  hypothesis: string | null;
  /** Executions, approvals, agents or chats; a workspace alone says nothing about what ran. */
  subjectCount: number;
  holdCount: number;
  activeHoldCount: number;
  /** Scopes under an active hold that XEM has not shown to be paused. */
  unconfirmedScopeCount: number;
  inFlightCount: number;
  remediationStepCount: number;
  plannedStepCount: number;
  /** Releases that wait, or that are still watched. */
  openReleaseCount: number;
  isPostmortemPublished: boolean;
  readyArchiveCount: number;
};

export const phaseGapSchema = z.object({
  /** The phase whose work is missing. */
  phase: phaseSchema,
  gap: z.string(),
});
export type PhaseGap = z.infer<typeof phaseGapSchema>;

type Rule = { gap: (facts: PhaseFacts) => string; isOpen: (facts: PhaseFacts) => boolean };

const count = (number: number, one: string, many: string): string =>
  number === 1 ? `1 ${one}` : `${number} ${many}`;

const rules: Record<Phase, Rule[]> = {
  triage: [
    { isOpen: ({ severity }) => severity === 'pending', gap: () => 'The severity is still pending.' },
    { isOpen: ({ hasCommander }) => !hasCommander, gap: () => 'Nobody is commander.' },
    {
      isOpen: ({ subjectCount }) => subjectCount === 0,
      gap: () => 'No execution, agent, approval or chat is attached.',
    },
  ],
  contain: [
    { isOpen: ({ holdCount }) => holdCount === 0, gap: () => 'No hold has been placed.' },
    {
      isOpen: ({ unconfirmedScopeCount }) => unconfirmedScopeCount > 0,
      gap: ({ unconfirmedScopeCount: n }) =>
        `${count(n, 'held scope is', 'held scopes are')} not confirmed as paused.`,
    },
    {
      isOpen: ({ activeHoldCount, inFlightCount }) => activeHoldCount > 0 && inFlightCount > 0,
      gap: ({ inFlightCount: n }) => `${count(n, 'call is', 'calls are')} still in flight.`,
    },
  ],
  investigate: [
    { isOpen: ({ hypothesis }) => hypothesis === null, gap: () => 'No working hypothesis is written down.' },
  ],
  remediate: [
    {
      isOpen: ({ remediationStepCount }) => remediationStepCount === 0,
      gap: () => 'No remediation step is recorded.',
    },
    {
      isOpen: ({ plannedStepCount }) => plannedStepCount > 0,
      gap: ({ plannedStepCount: n }) =>
        `${count(n, 'remediation step is', 'remediation steps are')} planned but not done.`,
    },
    {
      isOpen: ({ openReleaseCount }) => openReleaseCount > 0,
      gap: ({ openReleaseCount: n }) => `${count(n, 'release has', 'releases have')} not ended.`,
    },
  ],
  postmortem: [
    {
      isOpen: ({ isPostmortemPublished }) => !isPostmortemPublished,
      gap: () => 'The postmortem is not published.',
    },
    {
      isOpen: ({ readyArchiveCount }) => readyArchiveCount === 0,
      gap: () => 'No execution archive is attached.',
    },
  ],
  closed: [],
};

/** What is missing in the phases that a move from one to the other leaves behind; nothing for a move back. */
export function phaseGaps(from: Phase, to: Phase, facts: PhaseFacts): PhaseGap[] {
  return phases
    .slice(phases.indexOf(from), Math.max(0, phases.indexOf(to)))
    .flatMap((phase) =>
      rules[phase].filter(({ isOpen }) => isOpen(facts)).map(({ gap }) => ({ phase, gap: gap(facts) })),
    );
}
