import Link from 'next/link';
import { EmptyState } from '@/components/ui/empty-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { AgentDetail } from '@/lib/agents/agent';

const progressWords: Record<string, string> = {
  requested: 'asked of XEM',
  accepted: 'accepted by XEM',
  observed: 'seen paused',
  unverifiable: 'accepted, cannot be verified',
  unreachable: 'XEM out of reach, is tried again',
  rejected: 'refused by XEM',
  drifted: 'resumed outside Holdfast',
  gone: 'no longer in XEM',
};

/** The scopes of this agent that are held: by which incident, by whom, since when, and how far XEM has followed. */
export function AgentHolds({ holds }: { holds: AgentDetail['holds'] }) {
  return (
    <Section title="Held scopes" note={holds.length || null}>
      {holds.length === 0 ? (
        <EmptyState title="No incident holds it." />
      ) : (
        <RowList>
          {holds.map(({ incidentRef, workspace, reason, placedByName, placedAt, progress }) => (
            <Row key={`${incidentRef} ${workspace?.workspaceId} ${placedAt}`} className="grid-cols-1">
              <span className="flex flex-wrap items-baseline gap-x-2">
                <Link
                  href={`/incidents/${incidentRef}/containment`}
                  className="font-medium text-accent hover:underline"
                >
                  {incidentRef}
                </Link>
                <span className="font-medium">
                  {workspace ? (workspace.name ?? workspace.workspaceId) : 'whole agent'}
                </span>
                <span className="text-ink-2">{progressWords[progress] ?? progress}</span>
              </span>
              <span className="wrap-anywhere text-ink-2">{reason}</span>
              <span className="text-ink-3 text-small">
                {placedByName}, <TimeText at={placedAt} />
              </span>
            </Row>
          ))}
        </RowList>
      )}
    </Section>
  );
}
