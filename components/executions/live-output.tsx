'use client';

import { useQuery } from '@tanstack/react-query';
import { formatBytes } from '@/components/executions/format-bytes';
import { OutputState } from '@/components/executions/output-state';
import { Elapsed } from '@/components/ui/clocks';
import { StatusGlyph } from '@/components/ui/status-glyph';
import type { ExecutionDetail } from '@/lib/executions/execution';
import { executionDetail, executionOutput } from '@/lib/executions/queries';
import { watchEveryMs, watchPace } from '@/lib/executions/watch-pace';

/**
 * Watches a call that is not over: its end as it grows, and how it stands. XEM offers no push, so both are read again and
 * again; a tab that nobody sees rests.
 */
export function LiveOutput({ execution }: { execution: ExecutionDetail }) {
  const { executionId, status, startedAt, output } = execution;
  const watch = { refetchIntervalInBackground: false, retry: false };
  const { data, error, refetch, isFetching, dataUpdatedAt } = useQuery({
    ...executionOutput(executionId, status, 'tail'),
    ...watch,
    refetchInterval: ({ state }) => watchPace(state.status === 'error' ? null : (state.data?.tookMs ?? 0)),
  });
  const paceMs = watchPace(error ? null : (data?.tookMs ?? 0));
  // The status comes from the mirror, which looks at open calls every few seconds.
  useQuery({ ...executionDetail(executionId), ...watch, refetchInterval: watchEveryMs });
  return (
    <>
      <p className="flex flex-wrap items-center gap-x-2 pt-2 text-ink-2 text-small">
        <span className="inline-flex items-center gap-1.5 text-draining">
          <StatusGlyph glyph="half" /> Watching
        </span>
        <span>
          {startedAt === null ? 'It has not begun.' : <Elapsed since={startedAt} label="running for" />} Read
          again every {paceMs / 1_000} s while this tab is in front; ends with the call.
        </span>
        {data && data.begin > 0 ? (
          <span>
            The newest {formatBytes(data.end - data.begin)} of {formatBytes(data.end)}.
          </span>
        ) : null}
        {error && dataUpdatedAt > 0 ? <span className="text-stale">The last reading failed.</span> : null}
      </p>
      {data?.text === '' ? (
        <p className="py-2 text-ink-3">It has printed nothing so far.</p>
      ) : (
        <OutputState
          page={data}
          error={error}
          isFetching={isFetching}
          onRetry={() => void refetch()}
          kept={output}
        />
      )}
    </>
  );
}
