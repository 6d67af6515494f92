import { profileNames, type RedactionProfile, redactionProfiles } from '@/lib/share/profile';

/** The page as a guest would get it now, for each profile. Opens beside the console and leaves no trace. */
export function GuestPreviewLinks({ incidentRef }: { incidentRef: string }) {
  return (
    <p className="mt-1 flex flex-wrap gap-x-3 text-small">
      <span className="text-ink-3">See it as a guest:</span>
      {redactionProfiles.map((profile) => (
        <GuestPreviewLink key={profile} incidentRef={incidentRef} profile={profile} />
      ))}
    </p>
  );
}

type GuestPreviewLinkProps = { incidentRef: string; profile: RedactionProfile };

export function GuestPreviewLink({ incidentRef, profile }: GuestPreviewLinkProps) {
  return (
    <a
      href={`/incidents/${incidentRef}/share/preview?profile=${profile}`}
      target="_blank"
      rel="noreferrer"
      className="text-accent underline"
    >
      {profileNames[profile]}
      <span className="sr-only">, opens in a new tab</span>
    </a>
  );
}
