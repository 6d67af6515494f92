'use client';

import { type UIEvent, useMemo, useRef, useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { BurstRow } from '@/components/timeline/burst-row';
import { GapRow } from '@/components/timeline/gap-row';
import { MomentRow } from '@/components/timeline/moment-row';
import { TimelineLanes } from '@/components/timeline/timeline-lanes';
import { useTimelineFeed } from '@/components/timeline/use-timeline-feed';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { useTicking } from '@/components/ui/ticker';
import { VirtualList } from '@/components/ui/virtual-list';
import type { VirtualListHandle } from '@/components/ui/virtual-rows';
import { buildTimeline, type TimelineRow } from '@/lib/timeline/build-timeline';
import type { TimelineFilter } from '@/lib/timeline/queries';

/** How far from the live end a reader may be and still be taken to follow it, in px. */
const nearPx = 48;
const tenSeconds = 10_000;

/** Everything that was written about the incident, in the order it happened. */
export function TimelineLog({ incidentRef, filter }: { incidentRef: string; filter: TimelineFilter }) {
  const [isAtLiveEnd, setAtLiveEnd] = useState(true);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const list = useRef<VirtualListHandle>(null);
  const { order } = filter;
  const feed = useTimelineFeed(incidentRef, filter, isAtLiveEnd);
  const { window, entries, outages, waitingCount, letInAll } = feed;
  const nowMs = useTicking((now) => Math.floor(now / tenSeconds) * tenSeconds);
  const now = new Date(nowMs).toISOString();

  const rows = useMemo(() => {
    const built = buildTimeline({ entries, outages, now }).flatMap((row) => unfold(row, unfolded));
    return order === 'newest' ? built.reverse() : built;
  }, [entries, outages, now, unfolded, order]);

  const follow = (event: UIEvent): void => {
    const box = event.target;
    if (!(box instanceof HTMLElement)) return;
    const fromEnd = order === 'newest' ? box.scrollTop : box.scrollHeight - box.scrollTop - box.clientHeight;
    // With pages left to read, the far end of what is here is not the live one.
    setAtLiveEnd(fromEnd <= nearPx && (order === 'newest' || !window.hasNextPage));
  };
  const showNew = (): void => {
    letInAll();
    setAtLiveEnd(true);
    list.current?.scrollToIndex(order === 'newest' ? 0 : rows.length - 1);
  };
  const toggle = (key: string): void =>
    setUnfolded((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });

  if (!window.data) {
    return window.error ? (
      <ErrorState
        className="mx-gutter"
        title="The log cannot be read"
        detail={window.error.message}
        onRetry={() => void window.refetch()}
        isRetrying={window.isFetching}
      />
    ) : (
      <div className="px-gutter">
        <SkeletonRows rows={8} label="Loading the log" />
      </div>
    );
  }
  if (rows.length === 0) return <NothingHere isFiltered={Object.keys(filter).length > 1} />;
  return (
    <>
      <TimelineLanes entries={entries} outages={outages} now={now} isPartial={window.hasNextPage} />
      {feed.newsError ? (
        <Banner tone="draining" title="New entries cannot be read." className="mx-gutter mb-2">
          What is shown stays; trying again with the next change.
        </Banner>
      ) : null}
      <div className="relative flex min-h-0 flex-1 flex-col" onScrollCapture={follow}>
        {waitingCount > 0 ? (
          <Button
            size="small"
            onClick={showNew}
            className="absolute top-1.5 left-1/2 z-10 -translate-x-1/2 border-accent-line bg-accent-soft text-accent shadow-raised"
          >
            <StatusGlyph glyph="up" className={order === 'newest' ? 'size-2.5' : 'size-2.5 rotate-180'} />
            {waitingCount} new
          </Button>
        ) : null}
        <VirtualList
          ref={list}
          label="Log"
          items={rows}
          getKey={({ key }) => key}
          estimateHeight={34}
          // Newest first a reader at the top sees what comes; oldest first one at the bottom follows it.
          anchor={order === 'newest' ? 'start' : 'end'}
          onEndReached={() => {
            if (window.hasNextPage && !window.isFetchingNextPage) void window.fetchNextPage();
          }}
          onOpen={(row) => (row.type === 'burst' ? toggle(row.key) : undefined)}
          renderItem={(row) => <LogRow row={row} isUnfolded={unfolded.has(row.key)} onToggle={toggle} />}
          className="flex-1 border-t max-lg:h-[75dvh] max-lg:flex-none lg:min-h-72"
        />
        <p role="status" className="px-gutter py-1 text-ink-3 text-small empty:hidden">
          {window.isFetchingNextPage ? 'Reading more…' : null}
          {window.isFetchNextPageError ? 'More cannot be read now. Scroll to try again.' : null}
        </p>
      </div>
    </>
  );
}

type LogRowProps = { row: TimelineRow; isUnfolded: boolean; onToggle: (key: string) => void };

function LogRow({ row, isUnfolded, onToggle }: LogRowProps) {
  if (row.type === 'moment') return <MomentRow moment={row.moment} />;
  if (row.type === 'gap') return <GapRow gap={row.gap} />;
  return <BurstRow burst={row.burst} isUnfolded={isUnfolded} onToggle={() => onToggle(row.key)} />;
}

function unfold(row: TimelineRow, unfolded: ReadonlySet<string>): TimelineRow[] {
  if (row.type !== 'burst' || !unfolded.has(row.key)) return [row];
  return [row, ...row.burst.moments.map((moment) => ({ type: 'moment' as const, key: moment.key, moment }))];
}

function NothingHere({ isFiltered }: { isFiltered: boolean }) {
  const { mayWrite } = useIncidentHere();
  return (
    <EmptyState
      className="px-gutter"
      title={isFiltered ? 'Nothing in the log matches.' : 'Nothing is written yet.'}
      {...(mayWrite && !isFiltered && { detail: 'Press t to add the first entry.' })}
    />
  );
}
