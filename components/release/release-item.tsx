'use client';

import { ReleaseActions } from '@/components/release/release-actions';
import { ReleaseCalls } from '@/components/release/release-calls';
import { ReleaseStageRow } from '@/components/release/release-stage-row';
import { SecondPersonBox } from '@/components/release/second-person-box';
import { Banner } from '@/components/ui/banner';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { countOf } from '@/lib/containment/hold-words';
import { type ReleaseState, releaseStateNames } from '@/lib/release/release';
import type { Release } from '@/lib/release/release-schema';
import { watchText } from '@/lib/release/watch-rule';

const tones: Record<ReleaseState, Tone> = {
  waiting: 'draining',
  running: 'accent',
  between_stages: 'draining',
  paused: 'stale',
  done: 'ok',
  held_again: 'danger',
  cancelled: 'neutral',
  declined: 'neutral',
};

/** One release: what it watches, its stages, who decided, and what can be done about it. */
export function ReleaseItem({ release }: { release: Release }) {
  const { state, stages, watchMinutes, rule, ruleToolName, reason, withoutFixReason, recurrence } = release;
  const targets = stages.flatMap((stage) => stage.targets);
  const free = targets.filter(({ releasedAt, heldAgainAt }) => releasedAt !== null && heldAgainAt === null);
  const again = targets.filter(({ heldAgainAt }) => heldAgainAt !== null);
  return (
    <li className="grid gap-2.5 border-b py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <h3 className="font-medium">
          {again.length > 0 ? again.length : free.length} of {countOf(targets.length, 'agent')}{' '}
          {again.length > 0 ? 'held again' : 'released'}
        </h3>
        <Chip tone={tones[state]}>{releaseStateNames[state]}</Chip>
        {release.isForced ? <Chip tone="danger">without a second person</Chip> : null}
        <span className="text-ink-2 text-small">
          {watchMinutes === 0
            ? 'not watched'
            : `watched ${watchMinutes} min a stage, held again on ${watchText({ rule, toolName: ruleToolName })}`}
        </span>
      </div>
      <p className="text-ink-2">
        “{reason}” <span className="text-ink-3 text-small">{release.askedByName},</span>{' '}
        <TimeText at={release.askedAt} className="text-ink-3 text-small" />
        {release.decidedByName ? (
          <span className="text-ink-3 text-small">
            {' '}
            · {decisionText(release)} {release.decidedByName}
            {release.decisionReason ? `: ${release.decisionReason}` : ''}
          </span>
        ) : null}
      </p>
      {withoutFixReason ? (
        <p className="text-ink-2">The cause was not marked as fixed: “{withoutFixReason}”</p>
      ) : null}
      {recurrence ? (
        <Banner tone="danger" title="It happened again.">
          {recurrence.toolName ?? 'A call'} on {recurrence.agentName ?? 'an agent'}: {recurrence.status}{' '}
          <IdText
            value={recurrence.executionId}
            label="execution"
            href={`/executions/${encodeURIComponent(recurrence.executionId)}`}
          />
        </Banner>
      ) : state === 'held_again' ? (
        <Banner tone="held" title="Held again by a person.">
          {release.endReason}
        </Banner>
      ) : null}
      {release.isFixGone && state !== 'waiting' ? (
        <Banner tone="danger" title="The cause is no longer marked as fixed.">
          This release relied on it. To free more agents takes the mark again, or a reason.
        </Banner>
      ) : null}
      {state === 'waiting' ? <SecondPersonBox release={release} /> : null}
      <ol className="grid gap-1.5">
        {stages.map((stage) => (
          <ReleaseStageRow key={stage.number} stage={stage} release={release} />
        ))}
      </ol>
      <ReleaseCalls release={release} />
      <ReleaseActions release={release} />
    </li>
  );
}

function decisionText({ state, isForced }: Release): string {
  if (state === 'declined') return 'declined by';
  return isForced ? 'released alone by' : 'agreed to by';
}
