import { Card } from '@/components/ui/card';
import { TimeText } from '@/components/ui/time-text';
import type { IncidentDetail } from '@/lib/incidents/incident';

/** The last word on this incident, and what people believe. */
export function NowCard({ lastUpdate, hypothesis }: Pick<IncidentDetail, 'lastUpdate' | 'hypothesis'>) {
  const note = lastUpdate ? (
    <>
      {lastUpdate.authorName}, <TimeText at={lastUpdate.postedAt} show="relative" />
    </>
  ) : null;
  return (
    <Card title="Now" note={note}>
      <div className="lg:max-h-24 lg:overflow-y-auto">
        {lastUpdate ? (
          <p className="whitespace-pre-line">{lastUpdate.text}</p>
        ) : (
          <p className="text-ink-3">No update yet. Press u to post one.</p>
        )}
        {hypothesis ? (
          <p className="mt-1.5 text-ink-2">
            <span className="text-ink-3">Hypothesis:</span> {hypothesis}
          </p>
        ) : null}
      </div>
    </Card>
  );
}
