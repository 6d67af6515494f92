import { shortenId } from '@/components/ui/shorten-id';
import { describeEntry } from '@/lib/timeline/describe-entry';
import type { EntryFacts } from '@/lib/timeline/entry-facts';
import type { TimelineItem } from '@/lib/timeline/timeline-item';

/** What an entry says, with the words that matter set off and ids shortened. */
export function EntryHeadline({ entry, facts }: { entry: TimelineItem; facts: EntryFacts }) {
  const { headline, detail } = describeEntry(entry, facts);
  return (
    <span className="wrap-anywhere">
      {headline.map((part, index) => {
        // The parts of one sentence never change places.
        const key = `${index}`;
        if (typeof part === 'string') return <span key={key}>{part}</span>;
        if ('strong' in part) {
          return (
            <span key={key} className="font-medium">
              {part.strong}
            </span>
          );
        }
        return (
          <span key={key} title={part.id} className="font-mono text-small">
            {shortenId(part.id)}
          </span>
        );
      })}
      {detail ? <span className="text-ink-2"> — {detail}</span> : null}
    </span>
  );
}
