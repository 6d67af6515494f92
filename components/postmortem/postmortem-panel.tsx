'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { FactsPanel } from '@/components/postmortem/facts-panel';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton, SkeletonRows } from '@/components/ui/skeleton';
import type { Role } from '@/lib/auth/role';
import { isAppError } from '@/lib/errors';
import { callLater } from '@/lib/http/call-later';
import { incidentPostmortem } from '@/lib/postmortem/queries';

/** The editor is heavy and only this page needs it. */
const DocumentPanel = dynamic(
  () => import('@/components/postmortem/document-panel').then((module) => module.DocumentPanel),
  { ssr: false, loading: DocumentSkeleton },
);

export type Author = { actorId: string; role: Role };

/** The facts on the left, the document on the right; one below the other where there is no room. */
export function PostmortemPanel({ incidentRef, author }: { incidentRef: string; author: Author }) {
  const { data, error, refetch, isFetching } = useQuery(incidentPostmortem(incidentRef));
  if (!data && error) {
    return (
      <ErrorState
        title="The postmortem could not be read."
        detail={isAppError(error) ? error.userMessage : undefined}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    );
  }
  return (
    <div className="@container">
      <div className="grid gap-x-8 gap-y-section @3xl:grid-cols-[17rem_minmax(0,1fr)] @5xl:grid-cols-[19rem_minmax(0,1fr)] print:flex print:flex-col">
        <aside aria-label="Facts" className="min-w-0 @max-3xl:order-last print:order-last">
          {data ? (
            <FactsPanel incidentRef={incidentRef} facts={data.facts} />
          ) : (
            <SkeletonRows rows={8} label="Reading the facts" />
          )}
        </aside>
        <div className="min-w-0">
          {!data ? <DocumentSkeleton /> : null}
          {data?.status === 'not_started' ? (
            <NotStarted incidentRef={incidentRef} mayStart={author.role !== 'viewer'} />
          ) : null}
          {data && data.status !== 'not_started' ? (
            <DocumentPanel incidentRef={incidentRef} postmortem={data} author={author} />
          ) : null}
        </div>
      </div>
    </div>
  );
}

function NotStarted({ incidentRef, mayStart }: { incidentRef: string; mayStart: boolean }) {
  const queryClient = useQueryClient();
  const start = useMutation({
    mutationFn: () =>
      callLater(async () => (await import('@/lib/postmortem/endpoints')).startPostmortemEndpoint, {
        incidentRef,
      }),
    onSuccess: (postmortem) => queryClient.setQueryData(incidentPostmortem(incidentRef).queryKey, postmortem),
  });
  return (
    <>
      <EmptyState
        title="The postmortem has not been started."
        detail="Its sections begin with a draft from the log, marked as a draft until somebody changes it. The facts stay live."
        action={
          mayStart ? (
            <Button variant="primary" isBusy={start.isPending} onClick={() => start.mutate()}>
              {start.isPending ? 'Drafting from the log…' : 'Start the postmortem'}
            </Button>
          ) : (
            'Any responder can start it.'
          )
        }
      />
      {start.error ? (
        <Banner tone="danger" title="Not started.">
          {isAppError(start.error) ? start.error.userMessage : 'Something went wrong. Try again.'}
        </Banner>
      ) : null}
    </>
  );
}

function DocumentSkeleton() {
  return (
    <div role="status" aria-label="Opening the document" className="grid gap-8">
      {['one', 'two', 'three'].map((section) => (
        <div key={section} className="grid gap-2.5">
          <Skeleton className="h-4 w-32" />
          <Skeleton className="w-full" />
          <Skeleton className="w-4/5" />
        </div>
      ))}
    </div>
  );
}
