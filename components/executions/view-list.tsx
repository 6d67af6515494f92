'use client';

import { useQuery } from '@tanstack/react-query';
import Link from 'next/link';
import type { ReactNode } from 'react';
import { builtInViews } from '@/components/executions/built-in-views';
import { SaveViewForm } from '@/components/executions/save-view-form';
import { type ExecutionSearch, explorerHref } from '@/components/executions/search-params';
import { ViewRow } from '@/components/executions/view-row';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { savedViews } from '@/lib/saved-views/queries';

/** What is inside the views menu: links, so that a view can be opened beside this one. */
export function ViewList({ search }: { search: ExecutionSearch }) {
  const { data, error, refetch, isFetching } = useQuery(savedViews());
  const mine = data?.data.filter(({ isMine }) => isMine) ?? [];
  const shared = data?.data.filter(({ isMine }) => !isMine) ?? [];
  return (
    <>
      <Group title="Always here">
        {builtInViews.map(({ name, search: view }) => (
          <li key={name}>
            <Link href={explorerHref(view)} className="block py-0.5 hover:underline pointer-coarse:py-2">
              {name}
            </Link>
          </li>
        ))}
      </Group>
      {data === undefined && error === null ? <SkeletonRows rows={2} label="Loading saved views" /> : null}
      {error && data === undefined ? (
        <ErrorState
          title="Saved views cannot be read"
          detail={error.message}
          onRetry={() => void refetch()}
          isRetrying={isFetching}
        />
      ) : null}
      {shared.length > 0 ? (
        <Group title="Shared by others">
          {shared.map((view) => (
            <ViewRow key={view.viewId} view={view} search={search} />
          ))}
        </Group>
      ) : null}
      {mine.length > 0 ? (
        <Group title="Yours">
          {mine.map((view) => (
            <ViewRow key={view.viewId} view={view} search={search} />
          ))}
        </Group>
      ) : null}
      <SaveViewForm search={search} />
    </>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <h2 className="text-ink-3 text-micro">{title}</h2>
      <ul>{children}</ul>
    </section>
  );
}
