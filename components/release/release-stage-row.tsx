'use client';

import { Chip } from '@/components/ui/chip';
import { Countdown } from '@/components/ui/clocks';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { countOf } from '@/lib/containment/hold-words';
import { isReleaseOpen } from '@/lib/release/release';
import type { Release, ReleaseStage, ReleaseStageTarget } from '@/lib/release/release-schema';
import { meansFailure } from '@/lib/release/watch-rule';

/** One stage: its agents, and how far its window is. */
export function ReleaseStageRow({ stage, release }: { stage: ReleaseStage; release: Release }) {
  const { number, targets } = stage;
  const { tone, word } = standing(stage, release);
  return (
    <li className="grid gap-1 rounded-card border px-3 py-2">
      <div className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
        <span className="font-medium">
          Stage {number} of {release.stages.length}
        </span>
        <span className="text-ink-2">{countOf(targets.length, 'agent')}</span>
        <Chip tone={tone}>{word}</Chip>
        <span className="ml-auto text-small">
          <Window stage={stage} release={release} />
        </span>
      </div>
      <StageTargets targets={targets} />
    </li>
  );
}

function standing({ startedAt, watchedAt, passedAt, extendedAt, targets }: ReleaseStage, release: Release) {
  const word = (tone: Tone, text: string) => ({ tone, word: text });
  if (targets.some(({ heldAgainAt }) => heldAgainAt !== null)) return word('held', 'held again');
  if (passedAt !== null) return word('ok', 'passed');
  if (startedAt === null) {
    return isReleaseOpen(release.state) ? word('neutral', 'still held') : word('held', 'stays held');
  }
  if (!isReleaseOpen(release.state)) return word('neutral', 'released, not watched to the end');
  if (watchedAt === null) return word('draining', 'XEM is resuming');
  return extendedAt === null ? word('accent', 'watched') : word('stale', 'window held open');
}

function Window({ stage, release }: { stage: ReleaseStage; release: Release }) {
  const { watchUntil, passedAt, extendedAt, startedAt } = stage;
  if (passedAt !== null) return <TimeText at={passedAt} show="relative" className="text-ink-3" />;
  if (startedAt === null || watchUntil === null || release.state !== 'running') return null;
  if (extendedAt !== null) {
    return (
      <span className="text-stale">
        {meansFailure(release.rule) ? 'until its calls have ended, ' : 'calls are '}
        {release.callsAsOf ? 'known as of ' : 'not known at all'}
        {release.callsAsOf ? <TimeText at={release.callsAsOf} show="relative" /> : null}
      </span>
    );
  }
  return (
    <span className="text-ink-2">
      window ends in{' '}
      <Countdown
        until={watchUntil}
        label="The window of this stage"
        urgentBelowSeconds={0}
        overText="a moment"
      />
    </span>
  );
}

/** A few by name; a stage of hundreds is a number. */
const shownTargets = 12;

function StageTargets({ targets }: { targets: ReleaseStageTarget[] }) {
  return (
    <p className="wrap-anywhere text-ink-2 text-small">
      {targets
        .slice(0, shownTargets)
        .map((target) => `${target.agentName}${suffix(target)}`)
        .join(', ')}
      {targets.length > shownTargets ? ` and ${targets.length - shownTargets} more` : ''}
    </p>
  );
}

function suffix({ isFreed, releasedAt, heldAgainAt, progress }: ReleaseStageTarget): string {
  if (heldAgainAt !== null || releasedAt === null) return '';
  if (!isFreed) return ' (stays held elsewhere)';
  if (progress === 'observed' || progress === 'unverifiable') return '';
  return progress === 'drifted' ? ' (paused outside Holdfast)' : ` (${progress})`;
}
