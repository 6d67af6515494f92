'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useDeferredValue, useRef } from 'react';
import { ExecutionList } from '@/components/executions/execution-list';
import { HistogramSpace } from '@/components/executions/histogram-space';
import { executionSearchParams, filterOf } from '@/components/executions/search-params';
import { SourceBanner } from '@/components/freshness/source-banner';
import { useShortcut } from '@/components/shell/commands';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { executionList } from '@/lib/executions/queries';
import { footOf } from '@/lib/live/load-more';
import { shownRows } from '@/lib/live/shown-rows';

/** Drawn with the page; the list below it comes first. */
const ExecutionFilters = dynamic(
  () => import('@/components/executions/execution-filters').then((module) => module.ExecutionFilters),
  { loading: () => <div className="h-control" /> },
);

/** Drawn in the browser alone, beside the list: a million rows take it longer. */
const ExecutionHistogram = dynamic(
  () => import('@/components/executions/execution-histogram').then((module) => module.ExecutionHistogram),
  { ssr: false, loading: () => <HistogramSpace /> },
);

/** All executions of the last 90 days, narrowed by what the address says. */
export function ExecutionExplorer() {
  const [search, setSearch] = useQueryStates(executionSearchParams);
  // What is typed shows at once; the list follows.
  const filter = filterOf(useDeferredValue(search));
  const query = useInfiniteQuery({ ...executionList(filter), placeholderData: keepPreviousData });
  const list = useRef<HTMLDivElement>(null);
  // Rows move with the same keys once one of them has the focus.
  const enterList = () => list.current?.querySelector<HTMLElement>('li[tabindex="0"]')?.focus();
  useShortcut('j', enterList, 'To the executions; then j and k move, Enter opens');
  const executions = shownRows(query);
  return (
    <div className="flex h-[calc(100dvh-3rem)] flex-col md:h-dvh">
      <PageHeader title="Executions" />
      <ExecutionFilters search={search} filter={filter} setSearch={setSearch} onLeave={enterList} />
      <SourceBanner sources={['executions']} className="mx-gutter mb-2" />
      <ExecutionHistogram filter={filter} onWindow={(window) => setSearch(window, { history: 'push' })} />
      {executions === undefined ? (
        <div className="px-gutter">
          {query.error ? (
            <ErrorState
              title="Executions cannot be read"
              detail={query.error.message}
              onRetry={() => void query.refetch()}
              isRetrying={query.isFetching}
            />
          ) : (
            <SkeletonRows rows={16} label="Loading executions" />
          )}
        </div>
      ) : executions.length === 0 ? (
        <EmptyState
          className="px-gutter"
          title="No execution matches."
          detail="A wider window or fewer filters may show some."
          action={
            <Button size="small" onClick={() => void setSearch(null, { history: 'push' })}>
              Clear all filters
            </Button>
          }
        />
      ) : (
        <div ref={list} className="flex min-h-72 flex-1 flex-col">
          <ExecutionList
            // Another filter is another list: it begins at its top.
            key={JSON.stringify(filter)}
            executions={executions}
            isOld={query.isPlaceholderData}
            {...footOf(query)}
          />
        </div>
      )}
    </div>
  );
}
