'use client';

import { Chip } from '@/components/ui/chip';
import { ProgressBar } from '@/components/ui/progress-bar';
import { Row } from '@/components/ui/row-list';
import { TimeText } from '@/components/ui/time-text';
import type { Tone } from '@/components/ui/tone';
import { catchUpShare } from '@/lib/mirror/describe-catch-up';
import type { FreshnessState, SourceFreshness } from '@/lib/mirror/freshness';
import { sourceLabels } from '@/lib/mirror/source';

const tones: Record<FreshnessState, Tone> = {
  fresh: 'ok',
  late: 'draining',
  stale: 'danger',
  never: 'stale',
  unavailable: 'neutral',
};
const words: Record<FreshnessState, string> = {
  fresh: 'fresh',
  late: 'late',
  stale: 'stale',
  never: 'never read',
  unavailable: 'not offered',
};

/** One source: how old what we know of it is, what is wrong with it, and how far catching up has come. */
export function SourceRow({ source }: { source: SourceFreshness }) {
  const { state, lastSuccessAt, failingSince, errorMessage, expectedEveryMs } = source;
  return (
    <Row className="grid-cols-[minmax(0,1fr)_auto] lg:grid-cols-[10rem_7rem_minmax(0,1fr)_9rem]">
      <span className="font-medium">{sourceLabels[source.source]}</span>
      <Chip tone={tones[state]}>{words[state]}</Chip>
      <span className="min-w-0 text-ink-2 max-lg:order-4 max-lg:col-span-2">
        {failingSince === null ? null : (
          <span className="wrap-anywhere block">
            Cannot be read since <TimeText at={failingSince} show="absolute" />. {errorMessage}
          </span>
        )}
        {failingSince === null ? errorMessage : null}
        <CatchUp source={source} />
      </span>
      <span className="text-ink-3 text-small max-lg:order-3 max-lg:col-span-2 lg:text-right">
        {lastSuccessAt === null ? 'Not read yet' : <TimeText at={lastSuccessAt} show="relative" />}, every{' '}
        {expectedEveryMs / 1_000} s
      </span>
    </Row>
  );
}

function CatchUp({ source: { source, isCatchingUp, catchUp } }: { source: SourceFreshness }) {
  if (!isCatchingUp) return null;
  if (catchUp === null) return 'Catching up';
  const share = catchUpShare(catchUp);
  return (
    <span className="block">
      Catching up: {catchUp.rowsRead.toLocaleString('en')} read
      {catchUp.readBackTo === null ? null : (
        <>
          , back to <TimeText at={catchUp.readBackTo} show="absolute" />
        </>
      )}
      {catchUp.downTo === null ? null : (
        <>
          {' '}
          of <TimeText at={catchUp.downTo} show="absolute" />
        </>
      )}
      {share === null ? null : (
        <ProgressBar
          label={`Catching up on ${sourceLabels[source].toLowerCase()}`}
          value={Math.round(share * 100)}
          max={100}
          className="mt-1.5"
        />
      )}
    </span>
  );
}
