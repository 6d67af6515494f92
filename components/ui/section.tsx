import type { ComponentProps, ReactNode } from 'react';
import { useId } from 'react';
import { cn } from '@/components/ui/cn';

export type SectionProps = Omit<ComponentProps<'section'>, 'title'> & {
  title: ReactNode;
  /** A chip or an action beside the title. */
  status?: ReactNode;
  /** A count or a half sentence at the right end. */
  note?: ReactNode;
};

/** A titled part of a page, set off by a hairline rather than a box. */
export function Section({ title, status, note, className, children, ...rest }: SectionProps) {
  const titleId = useId();
  return (
    <section aria-labelledby={titleId} className={cn('mb-section min-w-0', className)} {...rest}>
      <header className="flex min-h-7 items-center gap-2 border-b pb-1.5 text-ink-3 text-small">
        <h2 id={titleId} className="shrink-0 font-medium">
          {title}
        </h2>
        {status}
        {note ? <span className="ml-auto min-w-0 truncate font-medium">{note}</span> : null}
      </header>
      {children}
    </section>
  );
}
