'use client';

import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { type Tone, toneText } from '@/components/ui/tone';

export type Freshness = {
  /** Whose data, as people know it: 'Executions'. */
  source: string;
  /** Last time its data was known to be right; `null`: never. */
  lastSeenAt: string | null;
  /** The verdict of the domain: in time, late, silent, or not to be had at all. */
  level: 'fresh' | 'late' | 'silent' | 'absent';
  /** What happens about it: 'trying again'. */
  note?: string;
};

const tones: Record<Freshness['level'], Tone> = {
  fresh: 'ok',
  late: 'draining',
  silent: 'danger',
  absent: 'neutral',
};
const glyphs = { fresh: 'dot', late: 'half', silent: 'triangle', absent: 'dash' } as const;

/** One line a source, at the foot of the sidebar. */
export function FreshnessList({ sources }: { sources: readonly Freshness[] }) {
  return (
    <ul aria-label="Age of the data" className="grid gap-1.5 text-ink-3 text-small">
      {sources.map(({ source, lastSeenAt, level, note }) => (
        <li key={source} className="flex min-w-0 items-center gap-1.5">
          <StatusGlyph glyph={glyphs[level]} className={`size-2 ${toneText[tones[level]]}`} />
          <span className={level === 'fresh' ? 'truncate' : `truncate ${toneText[tones[level]]}`}>
            {source} <Seen level={level} at={lastSeenAt} />
            {note ? `, ${note}` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Seen({ level, at }: { level: Freshness['level']; at: string | null }) {
  if (level === 'absent') return 'not offered';
  return at === null ? 'never' : <TimeText at={at} show="relative" />;
}
