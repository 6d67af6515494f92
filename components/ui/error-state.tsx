'use client';

import type { ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IdText } from '@/components/ui/id-text';
import { StatusGlyph } from '@/components/ui/status-glyph';

export type ErrorStateProps = {
  /** What could not be done, in words of the page. */
  title: ReactNode;
  /** Why, and what still works. */
  detail?: ReactNode;
  requestId?: string | undefined;
  onRetry?: () => void;
  isRetrying?: boolean;
  className?: string;
};

/** Stands where the content would: says what failed, what to quote when asking for help, and how to try again. */
export function ErrorState(props: ErrorStateProps) {
  const { title, detail, requestId, onRetry, isRetrying = false, className } = props;
  return (
    <div
      role="alert"
      className={cn('rounded-card border border-danger-line bg-danger-soft px-card py-3', className)}
    >
      <p className="flex items-baseline gap-2 font-medium text-danger">
        <StatusGlyph glyph="triangle" className="translate-y-px" />
        {title}
      </p>
      {detail ? <div className="mt-1 pl-4.75 text-ink-2">{detail}</div> : null}
      {requestId || onRetry ? (
        <div className="mt-2.5 flex flex-wrap items-center gap-x-4 gap-y-2 pl-4.75">
          {onRetry ? (
            <Button size="small" isBusy={isRetrying} onClick={onRetry}>
              {isRetrying ? 'Trying again…' : 'Try again'}
            </Button>
          ) : null}
          {requestId ? (
            <span className="text-ink-2 text-small">
              Request <IdText value={requestId} label="request id" />
            </span>
          ) : null}
        </div>
      ) : null}
    </div>
  );
}
