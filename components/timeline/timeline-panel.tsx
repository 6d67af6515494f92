'use client';

import dynamic from 'next/dynamic';
import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { TimelineDialogsProvider } from '@/components/timeline/timeline-dialogs';
import { TimelineLog } from '@/components/timeline/timeline-log';
import { filterOf, timelineSearch } from '@/components/timeline/timeline-search';
import { TimelineToolbar } from '@/components/timeline/timeline-toolbar';
import { writePreference } from '@/components/ui/preferences';
import { SkeletonRows } from '@/components/ui/skeleton';
import type { TimelineFilter } from '@/lib/timeline/queries';

/** The server draws it; its code comes beside the page, so that the log need not wait for it. */
const TriagePanel = dynamic(
  () => import('@/components/triage/triage-panel').then((module) => module.TriagePanel),
  { loading: () => <div className="h-9 shrink-0 border-b" /> },
);
const StoryList = dynamic(
  () => import('@/components/timeline/story-list').then((module) => module.StoryList),
  {
    loading: () => <SkeletonRows rows={8} label="Loading the story" />,
  },
);

export type TimelinePanelProps = {
  incidentRef: string;
  /** As this reader left it last time. */
  initialOrder: TimelineFilter['order'];
};

/** The log and the story of an incident, with the questions of triage above them. */
export function TimelinePanel({ incidentRef, initialOrder }: TimelinePanelProps) {
  const [search, setSearch] = useQueryStates(timelineSearch);
  const [order, setOrder] = useState(initialOrder);
  const chooseOrder = (next: TimelineFilter['order']): void => {
    writePreference('order', next);
    setOrder(next);
  };
  const filter = filterOf(search, order);
  return (
    <TimelineDialogsProvider>
      <div className="flex min-h-full flex-col lg:h-full">
        <TriagePanel incidentRef={incidentRef} />
        <TimelineToolbar
          search={search}
          onSearch={(next) => void setSearch(next)}
          order={order}
          onOrder={chooseOrder}
        />
        {search.view === 'story' ? (
          <StoryList incidentRef={incidentRef} />
        ) : (
          // A different filter is a different list: where it was scrolled to has no meaning there.
          <TimelineLog key={JSON.stringify(filter)} incidentRef={incidentRef} filter={filter} />
        )}
      </div>
    </TimelineDialogsProvider>
  );
}
