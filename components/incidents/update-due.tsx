'use client';

import { Chip } from '@/components/ui/chip';
import { formatDuration, formatRemaining } from '@/components/ui/format-duration';
import { useTicking } from '@/components/ui/ticker';

/** When people expect to hear of this incident again; turns red once that time is over. */
export function UpdateDue({ at }: { at: string }) {
  const due = Date.parse(at);
  const isOver = useTicking((nowMs) => nowMs >= due);
  const text = useTicking((nowMs) =>
    nowMs >= due
      ? `update overdue by ${formatDuration(nowMs - due)}`
      : `update due in ${formatRemaining(due - nowMs)}`,
  );
  return (
    <Chip tone={isOver ? 'danger' : 'neutral'} glyph="clock" className="tabular-nums">
      {text}
    </Chip>
  );
}
