'use client';

import { useIncidentHere } from '@/components/incidents/incident-context';
import { hatched } from '@/components/timeline/hatched';
import { useTimelineDialogs } from '@/components/timeline/timeline-dialogs';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/components/ui/format-duration';
import type { Gap } from '@/lib/timeline/build-timeline';

/** Quiet, or silence: with a source out of reach nothing written does not mean that nothing happened. */
export function GapRow({ gap }: { gap: Gap }) {
  const { mayWrite } = useIncidentHere();
  const { open } = useTimelineDialogs();
  const isUnknown = gap.silent.length > 0;
  return (
    <div
      className={cn(
        'group/gap flex min-h-7.5 flex-wrap items-center justify-center gap-x-2 border-line-strong border-b border-dashed px-gutter py-0.5 text-center text-ink-3 text-small',
        isUnknown && hatched,
      )}
    >
      <span className={cn(isUnknown && 'rounded-chip bg-bg px-2')}>
        — {formatDuration(gap.durationMs)} quiet
        {gap.silent.map(({ source, durationMs }) => (
          <span key={source} className="text-draining">
            {' '}
            · {source.replaceAll('_', ' ')} source was down for {formatDuration(durationMs)}
          </span>
        ))}{' '}
        —
      </span>
      {mayWrite ? (
        <Button
          variant="link"
          size="small"
          onClick={() => open({ kind: 'add', happenedAt: gap.from })}
          className="opacity-0 focus-visible:opacity-100 group-hover/gap:opacity-100 pointer-coarse:opacity-100"
        >
          + add here
        </Button>
      ) : null}
    </div>
  );
}
