import { formatDuration } from '@/components/ui/format-duration';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { TimeText } from '@/components/ui/time-text';
import type { Hold } from '@/lib/containment/containment';

/** What a stop took, from asking to the last side effect. */
export function ReceiptList({ hold }: { hold: Hold }) {
  const { receipt } = hold;
  const open = openText(hold);
  const { inFlightAtStopCount, startedAfterCount, landedAfterCount, containedAfterMs } = receipt;
  return (
    <KeyValueList className="grid-cols-[minmax(9rem,auto)_minmax(0,1fr)] text-small md:grid-cols-[repeat(2,minmax(9rem,auto)_minmax(0,1fr))]">
      <KeyValue label="Asked">
        <Instant at={receipt.askedAt} />
      </KeyValue>
      <KeyValue label="First accepted">
        <Instant at={receipt.firstAcceptedAt} open={open} />
      </KeyValue>
      <KeyValue label="All accepted">
        <Instant at={receipt.allAcceptedAt} open={open} />
      </KeyValue>
      <KeyValue label="All observed">
        <Instant at={receipt.allObservedAt} open={open} />
      </KeyValue>
      <KeyValue label="In flight at the stop">{inFlightAtStopCount}</KeyValue>
      <KeyValue label="Last of them ended">
        {inFlightAtStopCount === 0 && receipt.lastEndedAt === null ? (
          'none ran'
        ) : (
          <Instant at={receipt.lastEndedAt} open={open} />
        )}
      </KeyValue>
      <KeyValue label="Landed after the stop">{landedAfterCount}</KeyValue>
      <KeyValue label="Started after the stop">
        <span className={startedAfterCount > 0 ? 'font-medium text-danger' : undefined}>
          {startedAfterCount}
        </span>
      </KeyValue>
      <KeyValue label="Time to contain">
        {containedAfterMs === null ? open : formatDuration(containedAfterMs)}
      </KeyValue>
    </KeyValueList>
  );
}

/** What stands for a time that there is none of: it may have come later, where nobody looked any more. */
function openText({ releasedAt, handedOverTo, receipt }: Hold): string {
  if (handedOverTo !== null) return 'not before the hand-over';
  return releasedAt !== null || receipt.isCutShort ? 'not before the release' : 'not yet';
}

function Instant({ at, open = '' }: { at: string | null; open?: string }) {
  return at === null ? <span className="text-ink-3">{open}</span> : <TimeText at={at} show="absolute" />;
}
