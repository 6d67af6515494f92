import { TimeText } from '@/components/ui/time-text';
import { countOf } from '@/lib/containment/hold-words';
import type { ReleaseReview } from '@/lib/release/release-schema';

/** What the log tells since the stop, for whoever decides whether it is safe now. */
export function ChangesSince({ review: { changes, changeCount } }: { review: ReleaseReview }) {
  if (changeCount === 0) {
    return <p className="text-ink-2">Nothing that bears on this has been logged since the stop.</p>;
  }
  return (
    <details>
      <summary className="cursor-pointer font-medium">
        {countOf(changeCount, 'change')} since the stop
      </summary>
      <ul className="mt-1 grid gap-1 text-small">
        {changes.map(({ entryId, happenedAt, sentence }) => (
          <li key={entryId} className="flex min-w-0 flex-wrap gap-x-2">
            <TimeText at={happenedAt} show="relative" className="text-ink-3" />
            <span className="wrap-anywhere min-w-0">{sentence}</span>
          </li>
        ))}
        {changeCount > changes.length ? (
          <li className="text-ink-3">and {changeCount - changes.length} more in the timeline</li>
        ) : null}
      </ul>
    </details>
  );
}
