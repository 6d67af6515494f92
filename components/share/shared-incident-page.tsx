import { DocumentFrame } from '@/components/share/document-frame';
import { formatUtc } from '@/components/share/format-utc';
import { SharedStory } from '@/components/share/shared-story';
import { phaseNames } from '@/lib/incidents/phase';
import { severityNames } from '@/lib/incidents/severity';
import { profileWithholds, type RedactionProfile } from '@/lib/share/profile';
import type { ShareMode } from '@/lib/share/share-link';
import type { SharedIncident } from '@/lib/share/shared-incident';

export type SharedIncidentPageProps = {
  view: SharedIncident;
  profile: RedactionProfile;
  mode: ShareMode;
  /** Null in a preview, which nobody else can open. */
  expiresAt: string | null;
};

/** One incident as a document to read or print. */
export function SharedIncidentPage({ view, profile, mode, expiresAt }: SharedIncidentPageProps) {
  const isClosed = view.phase === 'closed';
  return (
    <DocumentFrame title={view.title}>
      <header>
        <p className="notice">
          {expiresAt === null ? <b>Preview: only you see this. </b> : null}
          {freshness(mode, view.asOf)} Withheld: {profileWithholds[profile].toLowerCase()}
        </p>
      </header>
      <main>
        <ul className="chips" aria-label="State">
          {view.incidentRef ? <li>{view.incidentRef}</li> : null}
          <li>{severityNames[view.severity]}</li>
          <li className={isClosed ? 'closed' : 'open'}>{isClosed ? 'Closed' : 'Open'}</li>
          {isClosed ? null : <li>Phase: {phaseNames[view.phase]}</li>}
        </ul>
        <h1>{view.title}</h1>
        <dl>
          <Moment label="Began" at={view.startedAt} />
          <Moment label="Noticed" at={view.detectedAt} />
          <Moment label="Declared" at={view.declaredAt} />
          <dt>Ended</dt>
          <dd>
            {view.closedAt ? <time dateTime={view.closedAt}>{formatUtc(view.closedAt)}</time> : 'Not yet'}
          </dd>
          <Names label="Tools" names={view.affected?.tools} />
          <Names label="Agents" names={view.affected?.agents} />
          <Names label="Workspaces" names={view.affected?.workspaces} />
        </dl>
        <section aria-labelledby="summary">
          <h2 id="summary">What we believe</h2>
          {view.summary ? <p>{view.summary}</p> : <p className="empty">Nothing has been concluded yet.</p>}
        </section>
        <SharedStory story={view.story} updates={view.updates} />
      </main>
      <footer>
        {view.redactedCount === 0
          ? 'Nothing in the text had to be replaced.'
          : `In the text, ${passages(view.redactedCount)} replaced by a word in [brackets].`}
        {expiresAt === null ? null : ` This link works until ${formatUtc(expiresAt)}.`}
      </footer>
    </DocumentFrame>
  );
}

function freshness(mode: ShareMode, asOf: string): string {
  return mode === 'live'
    ? `Live: the incident as of ${formatUtc(asOf)}; load the page again for the newest.`
    : `Frozen: the incident as it was on ${formatUtc(asOf)}; it may have moved on.`;
}

function passages(count: number): string {
  return count === 1 ? '1 passage was' : `${count} passages were`;
}

function Moment({ label, at }: { label: string; at: string }) {
  return (
    <>
      <dt>{label}</dt>
      <dd>
        <time dateTime={at}>{formatUtc(at)}</time>
      </dd>
    </>
  );
}

function Names({ label, names }: { label: string; names: string[] | undefined }) {
  if (!names || names.length === 0) return null;
  return (
    <>
      <dt>{label}</dt>
      <dd>{names.join(', ')}</dd>
    </>
  );
}
