import { Chip } from '@/components/ui/chip';
import { RowList } from '@/components/ui/row-list';
import { ScrollRegion } from '@/components/ui/scroll-region';
import { TimeText } from '@/components/ui/time-text';
import { countOf, placeText } from '@/lib/containment/hold-words';
import type { ReviewTarget } from '@/lib/release/release-schema';

/** More rows than anybody reads; the button has the count of all. */
const shownTargets = 200;

/** Every agent this hold means, what waits for it, and who else holds it. */
export function ReviewTargets({ targets }: { targets: ReviewTarget[] }) {
  const kept = targets.filter(({ isKept }) => isKept);
  const paused = targets.filter(({ isKept, wasPausedOutside }) => wasPausedOutside && !isKept);
  return (
    <section>
      <h3 className="mb-1 font-medium">
        {countOf(targets.length - kept.length, 'agent')} will run again
        {kept.length > 0 ? `, ${countOf(kept.length, 'agent')} will stay paused` : ''}
      </h3>
      {paused.length > 0 ? (
        <p className="mb-1 text-stale">
          Somebody had paused {paused.length} of them outside Holdfast before the stop. The release resumes
          them all the same.
        </p>
      ) : null}
      <ScrollRegion label="Agents of this hold" className="max-h-44 overflow-y-auto border-t">
        <RowList>
          {targets.slice(0, shownTargets).map((target) => (
            <TargetRow key={target.scopeId} target={target} />
          ))}
          {targets.length > shownTargets ? (
            <li className="py-row text-ink-3">and {targets.length - shownTargets} more</li>
          ) : null}
        </RowList>
      </ScrollRegion>
    </section>
  );
}

function TargetRow({ target }: { target: ReviewTarget }) {
  const { agentName, isKept, wasPausedOutside, heldBy, queuedCount, dangerousQueuedCount, oldestQueuedAt } =
    target;
  return (
    <li className="flex min-w-0 flex-wrap items-center gap-x-2 gap-y-1 border-b py-1.5">
      <span className="min-w-0 truncate font-medium">{agentName}</span>
      <span className="text-ink-2">· {placeText(target)}</span>
      {isKept ? (
        <Chip tone="held">
          {heldBy.length > 0 ? `still held by ${heldBy.join(', ')}` : 'still held by another hold'}
        </Chip>
      ) : null}
      {wasPausedOutside ? <Chip tone="stale">paused outside Holdfast before</Chip> : null}
      <span className="ml-auto text-ink-2 text-small tabular-nums">
        {queuedCount} queued
        {dangerousQueuedCount > 0 ? `, ${dangerousQueuedCount} dangerous` : ''}
        {oldestQueuedAt ? (
          <>
            , oldest <TimeText at={oldestQueuedAt} show="relative" />
          </>
        ) : null}
      </span>
    </li>
  );
}
