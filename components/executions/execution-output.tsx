'use client';

import dynamic from 'next/dynamic';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { isOver } from '@/lib/executions/execution-status';

// XEM is asked for the output after the page is there, so the code that shows it comes then too.
const loading = () => <SkeletonRows rows={2} label="Loading the output" />;
const PagedOutput = dynamic(
  () => import('@/components/executions/paged-output').then((module) => module.PagedOutput),
  { ssr: false, loading },
);
const LiveOutput = dynamic(
  () => import('@/components/executions/live-output').then((module) => module.LiveOutput),
  { ssr: false, loading },
);

/** What the tool printed: a page of it here, the whole as a download; while it runs, its end as it grows. */
export function ExecutionOutput({ execution }: { execution: ExecutionDetail }) {
  const { executionId, status } = execution;
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
      {isOver(status) ? <PagedOutput execution={execution} /> : <LiveOutput execution={execution} />}
    </Section>
  );
}
