'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { formatBytes } from '@/components/executions/format-bytes';
import { OutputState } from '@/components/executions/output-state';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ExecutionDetail } from '@/lib/executions/execution';
import type { OutputPart } from '@/lib/executions/fetch-output-page';
import { executionOutput } from '@/lib/executions/queries';

const beginning: Exclude<OutputPart, 'tail'> = { offset: 0 };

/** Output of a call that is over, a page at a time however long it is: the server passes over the rest. */
export function PagedOutput({ execution }: { execution: ExecutionDetail }) {
  const { executionId, status, output } = execution;
  const [way, setWay] = useState<OutputPart[]>([beginning]);
  const place = way.at(-1) ?? beginning;
  const { data, error, refetch, isFetching } = useQuery({
    ...executionOutput(executionId, status, place),
    placeholderData: keepPreviousData,
  });
  const go = (next: OutputPart) => setWay([...way, next]);
  const { offset, find: sought } = place === 'tail' ? beginning : place;
  const isMissing = sought !== undefined && data !== undefined && data.foundAt === null && !isFetching;
  const isLong = data !== undefined && (data.begin > 0 || data.end !== data.total || way.length > 1);

  function find(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('find') ?? '').slice(0, 200);
    if (wanted === '') return;
    const isNext = wanted === sought && data?.foundAt !== null && data?.foundAt !== undefined;
    go({ offset: isNext ? (data.foundAt ?? 0) + 1 : 0, find: wanted });
  }

  return (
    <>
      {isLong ? (
        <form onSubmit={find} className="flex flex-wrap items-end gap-2 pt-2">
          <Field
            label="Find in the whole output"
            name="find"
            isLabelHidden
            isRequired
            className="min-w-0 grow sm:max-w-72"
          >
            <Input type="search" placeholder="Find in the whole output" maxLength={200} autoComplete="off" />
          </Field>
          <Button type="submit" isBusy={isFetching}>
            {sought === undefined ? 'Find' : 'Find next'}
          </Button>
        </form>
      ) : null}
      {isMissing ? (
        <p role="status" className="py-2 text-ink-2">
          {offset > 0 ? 'No more of it further down.' : `Nothing in the output reads ${sought}.`}
        </p>
      ) : (
        <OutputState
          page={data}
          error={error}
          isFetching={isFetching}
          onRetry={() => void refetch()}
          kept={output}
        />
      )}
      {isLong ? (
        <div
          className="flex flex-wrap items-center gap-2 pt-1.5 text-ink-3 text-small"
          aria-busy={isFetching}
        >
          <span role="status" className="tabular-nums">
            {formatBytes(data.begin)} to {formatBytes(data.end)} of{' '}
            {data.total === null ? 'more' : formatBytes(data.total)}
          </span>
          <span className="ml-auto flex flex-wrap gap-2">
            <Button size="small" disabled={way.length === 1} onClick={() => setWay(way.slice(0, -1))}>
              Back
            </Button>
            <Button
              size="small"
              disabled={data.end === data.total || isMissing}
              onClick={() => go({ offset: data.end })}
            >
              Next page
            </Button>
            <Button size="small" disabled={place === 'tail'} onClick={() => go('tail')}>
              End
            </Button>
          </span>
        </div>
      ) : null}
    </>
  );
}
