import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type PageHeaderProps = {
  title: ReactNode;
  /** Chips beside the title. */
  status?: ReactNode;
  /** One sentence under it. */
  detail?: ReactNode;
  /** Buttons at the right end. */
  actions?: ReactNode;
  className?: string;
};

export function PageHeader({ title, status, detail, actions, className }: PageHeaderProps) {
  return (
    <header
      className={cn('flex flex-wrap items-center gap-x-3.5 gap-y-2 px-gutter pt-4.5 pb-3.5', className)}
    >
      <h1 className="wrap-anywhere min-w-0 font-semibold text-page">{title}</h1>
      {status ? <div className="flex flex-wrap gap-2">{status}</div> : null}
      {actions ? <div className="ml-auto flex flex-wrap items-center gap-2">{actions}</div> : null}
      {detail ? <p className="basis-full text-ink-2">{detail}</p> : null}
    </header>
  );
}
