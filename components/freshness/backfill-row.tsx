'use client';

import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { type BackfillState, backfillStateLabels, isUnfinished } from '@/lib/mirror/backfill';
import type { Backfill } from '@/lib/mirror/backfill-schema';

const tones: Record<BackfillState, Tone> = {
  queued: 'neutral',
  running: 'accent',
  done: 'ok',
  failed: 'danger',
  cancelled: 'stale',
};

type BackfillRowProps = { backfill: Backfill; onCancel: (() => void) | null };

export function BackfillRow({ backfill, onCancel }: BackfillRowProps) {
  const { state, since, rowsRead, rowsStored, requestedByName, requestedAt } = backfill;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[minmax(0,1fr)_7rem_minmax(0,1fr)_5.5rem]">
      <span className="min-w-0">
        <span className="block font-medium">
          Back to <TimeText at={since} show="absolute" precision="minute" />
        </span>
        <span className="wrap-anywhere block text-ink-3 text-small">
          Asked for by {requestedByName} <TimeText at={requestedAt} show="relative" />
        </span>
      </span>
      <Chip tone={tones[state]}>{backfillStateLabels[state]}</Chip>
      <span className="min-w-0 text-ink-2 max-lg:order-4 max-lg:col-span-2">
        <span className="block tabular-nums">
          {rowsRead.toLocaleString('en')} read, {rowsStored.toLocaleString('en')} new or changed
        </span>
        <Whereabouts backfill={backfill} />
      </span>
      {isUnfinished(state) && onCancel ? (
        <Button size="small" onClick={onCancel} className="justify-self-end max-lg:order-3 max-lg:col-span-2">
          Cancel <span className="sr-only">the back-fill</span>
        </Button>
      ) : null}
    </Row>
  );
}

function Whereabouts({ backfill }: { backfill: Backfill }) {
  const { state, since, requestedAt, oldestReachedAt, rowsPerSecond, waitingFor, errorMessage } = backfill;
  if (!isUnfinished(state)) return <End backfill={backfill} />;
  const way = Date.parse(requestedAt) - Date.parse(since);
  const gone = oldestReachedAt === null ? 0 : Date.parse(requestedAt) - Date.parse(oldestReachedAt);
  return (
    <>
      <span className="block text-ink-3 text-small">
        {oldestReachedAt === null ? null : (
          <>
            Reached <TimeText at={oldestReachedAt} show="absolute" precision="minute" />
            {rowsPerSecond === null ? null : `, ${rowsPerSecond.toLocaleString('en')} a second`}
          </>
        )}
        {waitingFor === null ? null : <span className="block">Waits for {waitingFor}.</span>}
        {errorMessage === null ? null : (
          <span className="wrap-anywhere block text-danger">{errorMessage} Trying again.</span>
        )}
      </span>
      <ProgressBar
        label="Way back"
        value={Math.round((Math.max(0, gone) / Math.max(1, way)) * 100)}
        max={100}
        className="mt-1.5"
      />
    </>
  );
}

function End({ backfill: { state, endedAt, endedByName, errorMessage } }: { backfill: Backfill }) {
  if (endedAt === null) return null;
  return (
    <span className="wrap-anywhere block text-ink-3 text-small">
      {state === 'cancelled' ? `Cancelled by ${endedByName ?? 'somebody'}` : backfillStateLabels[state]}{' '}
      <TimeText at={endedAt} show="relative" />
      {state === 'failed' && errorMessage ? <span className="block text-danger">{errorMessage}</span> : null}
    </span>
  );
}
