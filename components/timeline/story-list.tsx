'use client';

import { useQuery } from '@tanstack/react-query';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { EntryHeadline } from '@/components/timeline/entry-headline';
import { entryLook } from '@/components/timeline/entry-look';
import { useTimelineDialogs } from '@/components/timeline/timeline-dialogs';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { SkeletonRows } from '@/components/ui/skeleton';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { TimeText } from '@/components/ui/time-text';
import { toneText } from '@/components/ui/tone';
import { buildMoments, type Moment } from '@/lib/timeline/build-moments';
import { incidentStory } from '@/lib/timeline/queries';

/** The story: what was chosen from the log, told in captions, oldest first. */
export function StoryList({ incidentRef }: { incidentRef: string }) {
  const { data, error, refetch, isFetching } = useQuery(incidentStory(incidentRef));
  if (!data) {
    return error ? (
      <ErrorState
        className="mx-gutter"
        title="The story cannot be read"
        detail={error.message}
        onRetry={() => void refetch()}
        isRetrying={isFetching}
      />
    ) : (
      <div className="px-gutter">
        <SkeletonRows rows={4} label="Loading the story" />
      </div>
    );
  }
  if (data.data.length === 0) {
    return (
      <EmptyState
        className="px-gutter"
        title="Nothing is pinned yet."
        detail="Pin entries of the log: they tell the story here, in the postmortem and on the share page."
      />
    );
  }
  return (
    <ol aria-label="Story" className="border-t">
      {buildMoments(data.data).map((moment) => (
        <StoryItem key={moment.key} moment={moment} />
      ))}
    </ol>
  );
}

function StoryItem({ moment }: { moment: Moment }) {
  const { mayWrite } = useIncidentHere();
  const { open, unpin } = useTimelineDialogs();
  const { entry, facts } = moment;
  const { tone, glyph } = entryLook(moment);
  const caption = entry.pin?.caption;
  return (
    <li className="grid grid-cols-[4.5rem_1rem_minmax(0,1fr)] items-baseline gap-x-2.5 border-b px-gutter py-2.5 lg:grid-cols-[5.25rem_1rem_minmax(0,1fr)_auto]">
      <TimeText at={moment.from} show="absolute" className="font-mono text-ink-3 text-small" />
      <StatusGlyph glyph={glyph} className={toneText[tone]} />
      <div className="min-w-0">
        {caption ? <p className="font-medium">{caption}</p> : null}
        <p className={caption ? 'text-ink-2 text-small' : ''}>
          <EntryHeadline entry={entry} facts={facts} />
        </p>
      </div>
      {mayWrite ? (
        <div className="flex gap-3 max-lg:col-start-3">
          <Button variant="link" size="small" onClick={() => open({ kind: 'pin', entry })}>
            {caption ? 'change caption' : 'add caption'}
          </Button>
          <Button variant="link" size="small" onClick={() => unpin(entry)}>
            take out
          </Button>
        </div>
      ) : null}
    </li>
  );
}
