'use client';

import Link from 'next/link';
import type { PauseAnswer } from '@/components/containment/outside-pause-dialog';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import { placeText } from '@/lib/containment/hold-words';
import type { OutsidePause } from '@/lib/containment/outside-pause';

type Props = {
  pause: OutsidePause;
  mayWrite: boolean;
  mayCommand: boolean;
  onAnswer: (answer: PauseAnswer) => void;
};

/** One pause that no hold explains, what was decided about it, and what can be. */
export function OutsidePauseRow({ pause, mayWrite, mayCommand, onAnswer }: Props) {
  const { agentId, agentName, decision, resuming } = pause;
  const isAsked = decision === 'restore' && resuming !== null;
  const isStuck = isAsked && resuming.errorMessage !== null;
  return (
    <Row className="grid-cols-1 md:grid-cols-[minmax(0,1fr)_auto]">
      <span className="grid min-w-0 gap-0.5">
        <span className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1">
          <Link
            href={`/agents/${encodeURIComponent(agentId)}`}
            className="wrap-anywhere font-mono text-small hover:underline"
          >
            {agentName}
          </Link>
          <span className="text-ink-3">· {placeText(pause)}</span>
          <StateChip pause={pause} />
          <span className="text-ink-3 text-small">
            noticed <TimeText at={pause.noticedAt} show="relative" />
          </span>
        </span>
        {pause.kind === 'left_over' && pause.incidentRef !== null ? (
          <span className="text-ink-2 text-small">
            {pause.incidentRef} had released it; XEM shows the pause again.
          </span>
        ) : null}
        {pause.reason === null || decision === null ? null : (
          <span className="wrap-anywhere text-ink-2 text-small">
            “{pause.reason}” <span className="text-ink-3">{pause.decidedByName}</span>
          </span>
        )}
        {isStuck ? (
          <span className="wrap-anywhere text-danger text-small">
            {resuming.errorMessage}
            {resuming.xemRequestId === null ? '' : ` Request ${resuming.xemRequestId}.`} It is tried again.
          </span>
        ) : null}
      </span>
      {(isAsked && !isStuck) || !mayWrite ? null : (
        <span className="flex flex-wrap gap-2 pointer-coarse:[&>button]:h-control-touch">
          <Button size="small" onClick={() => onAnswer('adopt')}>
            Adopt…
          </Button>
          {mayCommand ? (
            <Button size="small" onClick={() => onAnswer('restore')}>
              {isStuck ? 'Try again…' : 'Resume…'}
            </Button>
          ) : null}
          {decision === 'wanted' ? null : (
            <Button size="small" variant="ghost" onClick={() => onAnswer('dismiss')}>
              It is wanted…
            </Button>
          )}
        </span>
      )}
    </Row>
  );
}

function StateChip({ pause: { kind, decision } }: { pause: OutsidePause }) {
  if (decision === 'restore') {
    return (
      <Chip tone="accent" glyph="half">
        resuming
      </Chip>
    );
  }
  if (decision === 'wanted') return <Chip glyph="check">wanted</Chip>;
  return (
    <Chip tone="draining" glyph="diamond">
      {kind === 'left_over' ? 'left over after a release' : 'paused outside'}
    </Chip>
  );
}
