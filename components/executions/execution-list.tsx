'use client';

import { useRouter } from 'next/navigation';
import { useRef, useState } from 'react';
import { ExecutionRow, executionHref } from '@/components/executions/execution-row';
import { splitAtPin } from '@/components/executions/split-at-pin';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { ListFoot, type ListFootProps } from '@/components/ui/list-foot';
import { VirtualList } from '@/components/ui/virtual-list';
import type { VirtualListHandle } from '@/components/ui/virtual-rows';
import type { ExecutionSummary } from '@/lib/executions/execution';

type ExecutionListProps = ListFootProps & {
  /** Newest first. */
  executions: ExecutionSummary[];
  /** Of the filter before; the new ones are on their way. */
  isOld: boolean;
};

const rowHeight = 37;
/** Scrolled further than this, somebody is reading. */
const readingBelowPx = 40;

/** Reads like a table, scrolls without end. What arrives while somebody reads further down waits until they ask for it. */
export function ExecutionList({ executions, isOld, ...foot }: ExecutionListProps) {
  const router = useRouter();
  const list = useRef<VirtualListHandle>(null);
  const [pinnedId, setPinnedId] = useState<string | null>(null);
  const { shown, waitingCount } = splitAtPin(executions, pinnedId);
  const newest = shown[0]?.executionId ?? null;

  function showNewest() {
    setPinnedId(null);
    list.current?.scrollToIndex(0);
  }

  return (
    <div
      className={cn('relative flex min-h-0 flex-1 flex-col px-gutter', isOld && 'opacity-60')}
      aria-busy={isOld}
      onScrollCapture={({ target }) => {
        if (!(target instanceof HTMLElement)) return;
        const isReading = target.scrollTop > readingBelowPx;
        setPinnedId((current) => (isReading ? (current ?? newest) : null));
      }}
    >
      {waitingCount > 0 ? (
        <Button
          size="small"
          variant="primary"
          onClick={showNewest}
          className="absolute top-1.5 left-1/2 z-10 -translate-x-1/2 rounded-full shadow-floating"
        >
          {waitingCount} new
        </Button>
      ) : null}
      <VirtualList
        ref={list}
        label="Executions"
        items={shown}
        getKey={({ executionId }) => executionId}
        estimateHeight={rowHeight}
        className="flex-1"
        onOpen={({ executionId }) => router.push(executionHref(executionId))}
        onEndReached={foot.onLoadMore}
        renderItem={(execution) => <ExecutionRow execution={execution} />}
      />
      <ListFoot
        {...foot}
        next="older"
        whole={`${executions.length} ${executions.length === 1 ? 'execution' : 'executions'}, all that match`}
      />
    </div>
  );
}
