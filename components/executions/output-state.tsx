'use client';

import { OutputText } from '@/components/executions/output-text';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Skeleton } from '@/components/ui/skeleton';
import type { OutputPage } from '@/lib/executions/raw-output';

type OutputStateProps = {
  page: OutputPage | undefined;
  error: Error | null;
  isFetching: boolean;
  onRetry: () => void;
  /** What the mirror kept, for when XEM cannot be asked. */
  kept: string | null;
};

/** The output, or why there is none. Without XEM, what the mirror kept. */
export function OutputState({ page, error, isFetching, onRetry, kept }: OutputStateProps) {
  const text = page?.text ?? (error ? kept : null);
  const isWhole = page !== undefined && page.begin === 0 && page.end === page.total;
  return (
    <>
      {error ? (
        <Banner
          tone="draining"
          title="The raw output cannot be read"
          className="mt-2"
          action={
            <Button size="small" isBusy={isFetching} onClick={onRetry}>
              Try again
            </Button>
          }
        >
          {error.message}{' '}
          {page !== undefined
            ? 'Below is what was read before.'
            : kept === null
              ? ''
              : 'Below is the part that the mirror kept.'}
        </Banner>
      ) : null}
      {text !== null ? (
        <OutputText text={text} isWhole={isWhole} />
      ) : error ? null : (
        <div role="status" aria-label="Loading the output" className="mt-2 rounded-card border p-3">
          <Skeleton className="w-2/3" />
          <Skeleton className="mt-2 w-1/2" />
          <Skeleton className="mt-2 w-3/5" />
        </div>
      )}
    </>
  );
}
