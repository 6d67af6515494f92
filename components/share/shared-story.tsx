import { formatUtc } from '@/components/share/format-utc';
import type { SharedIncident } from '@/lib/share/shared-incident';

export function SharedStory({ story, updates }: Pick<SharedIncident, 'story' | 'updates'>) {
  return (
    <>
      <section aria-labelledby="story">
        <h2 id="story">What happened</h2>
        {story.length === 0 ? (
          <p className="empty">The story has not been written yet.</p>
        ) : (
          <ol className="story">
            {story.map((entry) => (
              <li key={entry.position}>
                <time dateTime={entry.happenedAt}>{formatUtc(entry.happenedAt)}</time>
                <div>
                  <p className="what">{entry.what}</p>
                  {entry.text ? <p>{entry.text}</p> : null}
                  <By name={entry.actorName} />
                </div>
              </li>
            ))}
          </ol>
        )}
      </section>
      <section aria-labelledby="updates">
        <h2 id="updates">Updates</h2>
        {updates.length === 0 ? (
          <p className="empty">No update has been posted yet.</p>
        ) : (
          <ol className="updates">
            {updates.map((update) => (
              <li key={update.position}>
                <time dateTime={update.postedAt}>{formatUtc(update.postedAt)}</time>
                <p>{update.text}</p>
                <By name={update.authorName} />
              </li>
            ))}
          </ol>
        )}
      </section>
    </>
  );
}

function By({ name }: { name: string | null }) {
  return name ? <p className="by">{name}</p> : null;
}
