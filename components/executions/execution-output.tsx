'use client';

import { useQuery } from '@tanstack/react-query';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { CodeBlock } from '@/components/ui/code-block';
import { Section } from '@/components/ui/section';
import { Skeleton } from '@/components/ui/skeleton';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { executionOutput } from '@/lib/executions/queries';

/** What the tool printed: its beginning here, the whole as a download. Without XEM, what the mirror kept. */
export function ExecutionOutput({ execution }: { execution: ExecutionDetail }) {
  const { executionId, status, output } = execution;
  const { data, error, refetch, isFetching } = useQuery(executionOutput(executionId, status));
  const text = data?.text ?? (error ? output : null);
  return (
    <Section
      title="Output"
      status={
        <Button asChild size="small" className="ml-auto">
          <a href={`/api/v1/executions/${encodeURIComponent(executionId)}/raw`} download>
            Download raw
          </a>
        </Button>
      }
    >
      {error ? (
        <Banner
          tone="draining"
          title="The raw output cannot be read"
          className="mt-2"
          action={
            <Button size="small" isBusy={isFetching} onClick={() => void refetch()}>
              Try again
            </Button>
          }
        >
          {error.message} {output === null ? '' : 'Below is the part that the mirror kept.'}
        </Banner>
      ) : null}
      {text === null ? (
        error ? null : (
          <div role="status" aria-label="Loading the output" className="mt-2 rounded-card border p-3">
            <Skeleton className="w-2/3" />
            <Skeleton className="mt-2 w-1/2" />
            <Skeleton className="mt-2 w-3/5" />
          </div>
        )
      ) : text === '' ? (
        <p className="py-2 text-ink-3">It printed nothing.</p>
      ) : (
        <CodeBlock label="Raw output" text={text} className="mt-2" />
      )}
      {data?.isTruncated ? (
        <p className="pt-1.5 text-ink-3 text-small">
          This is the beginning only. The download has all of it.
        </p>
      ) : null}
    </Section>
  );
}
