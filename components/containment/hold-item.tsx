import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { Chip } from '@/components/ui/chip';
import { TimeText } from '@/components/ui/time-text';
import type { Hold } from '@/lib/containment/containment';
import { isOfPlace } from '@/lib/containment/hold';
import { countOf, holdText } from '@/lib/containment/hold-words';

/** Drawn with the page; nothing in it answers a press that could come before its code. */
const ReceiptList = dynamic(() =>
  import('@/components/containment/receipt-list').then((module) => module.ReceiptList),
);

/** A hold of a place takes in who joins it, unless it holds again what a release had freed. */
const meansTheseOnly = ({ releasedAt, isAfterRelease, rung }: Hold): boolean =>
  releasedAt === null && isAfterRelease && isOfPlace(rung);

/** One hold: what it means, why, by whom, and its receipt. */
export function HoldItem({ hold, onRelease }: { hold: Hold; onRelease: () => void }) {
  const { releasedAt, activeScopeIds, scopeIds } = hold;
  const partCount = scopeIds.length - activeScopeIds.length;
  return (
    <li className="grid gap-2.5 border-b py-3">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1.5">
        <h3 className="font-medium">{holdText(hold, scopeIds.length)}</h3>
        {releasedAt === null ? (
          <Chip tone="held">active</Chip>
        ) : (
          <Chip tone="ok" glyph="check">
            released
          </Chip>
        )}
        {meansTheseOnly(hold) ? (
          <span className="text-ink-3 text-small">means these agents only, not who joins later</span>
        ) : null}
        {releasedAt === null && partCount > 0 ? (
          <span className="text-ink-3 text-small">{countOf(partCount, 'agent')} released</span>
        ) : null}
        {releasedAt === null ? (
          <Button className="ml-auto pointer-coarse:h-control-touch" onClick={onRelease}>
            Review release…
          </Button>
        ) : null}
      </div>
      <p className="text-ink-2">
        “{hold.reason}” <span className="text-ink-3 text-small">{hold.placedByName},</span>{' '}
        <TimeText at={hold.placedAt} className="text-ink-3 text-small" />
      </p>
      {releasedAt === null ? null : (
        <p className="text-ink-2">
          Released: “{hold.releaseReason}”{' '}
          <span className="text-ink-3 text-small">{hold.releasedByName},</span>{' '}
          <TimeText at={releasedAt} className="text-ink-3 text-small" />
        </p>
      )}
      <ReceiptList hold={hold} />
    </li>
  );
}
