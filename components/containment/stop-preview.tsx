import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApprovalsUnseen } from '@/components/connection/approvals-unseen';
import { StopTargets } from '@/components/containment/stop-targets';
import { Banner } from '@/components/ui/banner';
import { cn } from '@/components/ui/cn';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { countOf } from '@/lib/containment/hold-words';

/** What stops AND what goes on, and which agents are meant. */
export function StopPreview({ preview }: { preview: UseQueryResult<HoldPreview> }) {
  const { data, error, refetch, isFetching } = preview;
  if (data) {
    return (
      <div className="-mx-gutter min-w-0">
        {error ? (
          <Banner tone="draining" title="These counts may be out of date." className="mx-gutter mb-2">
            {error.message}
          </Banner>
        ) : null}
        <Counts plan={data} />
        <StopTargets targets={data.targets} />
      </div>
    );
  }
  if (error) {
    return (
      <ErrorState
        title="What this would stop cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  return (
    <div role="status" aria-label="Counting what this would stop" className="grid h-40 content-center gap-3">
      <Skeleton className="w-2/3" />
      <Skeleton className="w-1/2" />
      <Skeleton className="w-3/5" />
    </div>
  );
}

function Counts({ plan }: { plan: HoldPreview }) {
  const agents = countOf(plan.targets.length, 'agent');
  const place = plan.workspaceName ? ` on ${plan.workspaceName}` : '';
  return (
    <div className="grid border-y sm:grid-cols-2">
      <Column title="What stops">
        <Count value={`${plan.stopsPerHour}/h`}>
          new calls{place}, by {agents}
        </Count>
        <Count value={plan.queuedCount}>queued calls wait for the release</Count>
        <Count value={plan.approvalCount}>approvals wait behind the stop</Count>
        <ApprovalsUnseen />
      </Column>
      <Column title="What goes on" className="max-sm:border-t sm:border-l">
        <Count value={plan.inFlightCount} isWarning={plan.inFlightCount > 0}>
          calls in flight
          {plan.dangerousInFlightCount > 0 ? `, ${plan.dangerousInFlightCount} of them destructive` : ''}
        </Count>
        <Count value={`${plan.elsewherePerHour}/h`}>calls of these agents elsewhere</Count>
        <Count value={`${plan.healthyPerHour}/h`} isWarning={plan.healthyPerHour > 0}>
          healthy calls{place} stop too
        </Count>
      </Column>
    </div>
  );
}

function Column({ title, className, children }: { title: string; className?: string; children: ReactNode }) {
  return (
    <section className={cn('px-gutter py-3', className)}>
      <h3 className="mb-1.5 font-medium text-ink-3 text-small">{title}</h3>
      <dl className="grid grid-cols-[3.5rem_minmax(0,1fr)] gap-x-2 gap-y-1">{children}</dl>
    </section>
  );
}

function Count({
  value,
  isWarning = false,
  children,
}: {
  value: ReactNode;
  isWarning?: boolean;
  children: ReactNode;
}) {
  return (
    <>
      <dt className={cn('text-right font-semibold tabular-nums', isWarning && 'text-draining')}>{value}</dt>
      <dd>{children}</dd>
    </>
  );
}
