import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/components/ui/cn';

export type CardProps = Omit<ComponentProps<'section'>, 'title'> & {
  title: ReactNode;
  /** A chip beside the title. */
  status?: ReactNode;
  /** Small print at the right end of the title line: who, since when. */
  note?: ReactNode;
  /** Its source missed an interval: dimmed, still readable. */
  isStale?: boolean;
};

export function Card({ title, status, note, isStale = false, className, children, ...rest }: CardProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      className={cn('min-w-0 rounded-card border bg-surface p-card pt-3 shadow-raised', className)}
      {...rest}
    >
      <header className="mb-2 flex min-h-5.5 flex-wrap items-center gap-x-2 gap-y-1">
        <h2 id={titleId} className="font-medium text-ink-3 text-small">
          {title}
        </h2>
        {status}
        {note ? <span className="ml-auto text-ink-3 text-micro">{note}</span> : null}
      </header>
      <div className={cn(isStale && 'text-ink-2 saturate-50')}>{children}</div>
    </section>
  );
}
