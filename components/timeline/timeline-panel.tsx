'use client';

import { useQueryStates } from 'nuqs';
import { useState } from 'react';
import { StoryList } from '@/components/timeline/story-list';
import { TimelineDialogsProvider } from '@/components/timeline/timeline-dialogs';
import { TimelineLog } from '@/components/timeline/timeline-log';
import { filterOf, timelineSearch } from '@/components/timeline/timeline-search';
import { TimelineToolbar } from '@/components/timeline/timeline-toolbar';
import { TriagePanel } from '@/components/triage/triage-panel';
import { writePreference } from '@/components/ui/preferences';
import type { TimelineFilter } from '@/lib/timeline/queries';

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
