import { VerdictChip } from '@/components/executions/verdict-chip';
import { entryLook } from '@/components/timeline/entry-look';
import { rowGrid } from '@/components/timeline/moment-row';
import { cn } from '@/components/ui/cn';
import { formatDuration } from '@/components/ui/format-duration';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { toneText } from '@/components/ui/tone';
import type { Burst } from '@/lib/timeline/build-timeline';
import { isUnapproved } from '@/lib/triage/approval-verdict';

type Props = { burst: Burst; isUnfolded: boolean; onToggle: () => void };

/** Many like calls as one line; it unfolds. */
export function BurstRow({ burst: { moments, from, to }, isUnfolded, onToggle }: Props) {
  const [first] = moments;
  if (!first) return null;
  const { tone, glyph } = entryLook(first);
  const targets = moments.flatMap(({ facts }) => facts.target ?? []);
  const [firstTarget] = targets;
  const lastTarget = targets.at(-1);
  const { approval } = first.facts;
  return (
    <div className={cn(rowGrid, 'hover:bg-fill/40')}>
      <TimeText at={from} show="absolute" className="font-mono text-ink-3 text-small" />
      <StatusGlyph glyph={glyph} className={cn('mt-1 self-start', toneText[tone])} />
      <button type="button" aria-expanded={isUnfolded} onClick={onToggle} className="min-w-0 text-left">
        {moments.length} more <span className="font-medium">{first.facts.toolName ?? 'calls'}</span> in{' '}
        {formatDuration(Date.parse(to) - Date.parse(from))}
        <span className="text-ink-2">
          {firstTarget ? ` — ${firstTarget}` : ''}
          {lastTarget && lastTarget !== firstTarget ? ` … ${lastTarget}` : ''}
        </span>
        <span className="text-accent"> · {isUnfolded ? 'hide' : 'show'}</span>
      </button>
      <span className="self-center max-lg:col-start-3">
        {approval && isUnapproved(approval) ? <VerdictChip verdict={approval} /> : null}
      </span>
    </div>
  );
}
