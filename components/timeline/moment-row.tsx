'use client';

import Link from 'next/link';
import { VerdictChip } from '@/components/executions/verdict-chip';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { EntryHeadline } from '@/components/timeline/entry-headline';
import { entryLook } from '@/components/timeline/entry-look';
import { EntryMenu } from '@/components/timeline/entry-menu';
import { sourceHref, sourceNames } from '@/components/timeline/entry-source';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/components/ui/format-duration';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { toneText } from '@/components/ui/tone';
import type { Moment } from '@/lib/timeline/build-moments';
import { isUnapproved } from '@/lib/triage/approval-verdict';

export const rowGrid =
  'grid grid-cols-[4.5rem_1rem_minmax(0,1fr)] items-baseline gap-x-2.5 border-b px-gutter py-1.75 lg:grid-cols-[5.25rem_1rem_minmax(0,1fr)_auto]';

/** One thing that happened: when, what, where it comes from. */
export function MomentRow({ moment }: { moment: Moment }) {
  const { incidentRef, mayWrite } = useIncidentHere();
  const { entry, facts } = moment;
  const { tone, glyph } = entryLook(moment);
  const href = sourceHref(incidentRef, moment);
  const name = entry.actorName ?? sourceNames[entry.source];
  return (
    <div
      className={cn(
        rowGrid,
        'group/row hover:bg-fill/40',
        entry.kind === 'call_after_stop' && 'bg-danger-soft hover:bg-danger-soft',
      )}
    >
      <TimeText at={moment.from} show="absolute" className="font-mono text-ink-3 text-small" />
      <StatusGlyph glyph={glyph} className={cn('mt-1 self-start', toneText[tone])} />
      <div className="min-w-0">
        <EntryHeadline entry={entry} facts={facts} />
        {moment.to === null ? <span className="text-ink-3"> · still open</span> : null}
        <Marks moment={moment} />
        {entry.pin?.caption ? <p className="text-accent text-small">{entry.pin.caption}</p> : null}
      </div>
      <div className="flex items-center gap-2 self-center max-lg:col-start-3">
        {facts.approval && isUnapproved(facts.approval) ? <VerdictChip verdict={facts.approval} /> : null}
        {href ? (
          <Link href={href} className="whitespace-nowrap text-ink-3 text-small hover:underline">
            {name}
          </Link>
        ) : (
          <span className="max-w-40 truncate text-ink-3 text-small">{name}</span>
        )}
        {entry.pin ? <span className="text-accent text-small">pinned</span> : null}
        {mayWrite ? <EntryMenu moment={moment} /> : null}
      </div>
    </div>
  );
}

/** What a reader has to know about the entry itself: written late, clocks that disagree, corrected. */
function Marks({ moment: { entry, skewMs, lateMs } }: { moment: Moment }) {
  const marks = [
    lateMs === null ? null : `written down ${formatDuration(lateMs)} later`,
    skewMs === null ? null : `clocks disagree: it says ${formatDuration(skewMs)} after it was received`,
    entry.correction
      ? `corrected by ${entry.correction.authorName ?? 'Holdfast'}: ${entry.correction.reason}`
      : null,
  ].filter((mark) => mark !== null);
  const before = entry.earlier.at(-1);
  if (marks.length === 0) return null;
  return (
    <p className="text-ink-3 text-small">
      {marks.join(' · ')}
      {before?.text ? (
        <>
          {' · before: '}
          <s>{before.text}</s>
        </>
      ) : null}
    </p>
  );
}
