'use client';

import { LiveOutput } from '@/components/executions/live-output';
import { PagedOutput } from '@/components/executions/paged-output';
import { Button } from '@/components/ui/button';
import { Section } from '@/components/ui/section';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { isOver } from '@/lib/executions/execution-status';

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
