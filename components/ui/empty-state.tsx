import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { StatusGlyph } from '@/components/ui/status-glyph';

export type EmptyStateProps = {
  /** The fact, in a sentence: 'No open incidents. All is well.' */
  title: ReactNode;
  detail?: ReactNode;
  action?: ReactNode;
  /** `good`: nothing here is good news. `neutral`: nothing here yet, or nothing matches. */
  mood?: 'good' | 'neutral';
  className?: string;
};

export function EmptyState({ title, detail, action, mood = 'neutral', className }: EmptyStateProps) {
  return (
    <div className={cn('flex flex-wrap items-baseline gap-x-2.5 gap-y-2 py-4', className)}>
      <StatusGlyph
        glyph={mood === 'good' ? 'check' : 'dashed-ring'}
        className={cn('self-center', mood === 'good' ? 'text-ok' : 'text-ink-3')}
      />
      <p className="text-ink">{title}</p>
      {detail ? <p className="basis-full pl-5.25 text-ink-3 text-small">{detail}</p> : null}
      {action ? <div className="basis-full pl-5.25">{action}</div> : null}
    </div>
  );
}
