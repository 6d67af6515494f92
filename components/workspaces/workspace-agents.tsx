import Link from 'next/link';
import { AgentStatusChip } from '@/components/agents/agent-chips';
import { agentHref } from '@/components/incidents/subject-href';
import { Chip } from '@/components/ui/chip';
import { EmptyState } from '@/components/ui/empty-state';
import { Row, RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { HeldByIncidents } from '@/components/workspaces/held-by-incidents';
import type { BindingSource, WorkspaceDetail } from '@/lib/workspaces/workspace';

const sourceWords: Record<BindingSource, string> = {
  binding: 'bound',
  manifest: 'in its manifest',
  execution: 'worked here',
};

/** Who serves the workspace, and how that is known: a stop reaches exactly these. */
export function WorkspaceAgents({ agents }: { agents: WorkspaceDetail['agents'] }) {
  return (
    <Section title="Agents" note={agents.length || null}>
      {agents.length === 0 ? (
        <EmptyState title="No agent is known to serve it." detail="A stop would reach nobody." />
      ) : (
        <RowList>
          {agents.map(({ agentId, name, isGone, sources, status, isPaused, heldBy, ...load }) => (
            <Row
              key={agentId}
              className="grid-cols-1 lg:grid-cols-[12rem_minmax(0,1fr)_minmax(0,1.4fr)_12rem]"
            >
              <Link href={agentHref(agentId)} className="min-w-0 truncate font-medium hover:underline">
                {name ?? agentId}
              </Link>
              <span className="min-w-0 text-ink-2 text-small">
                {sources.map((source) => sourceWords[source]).join(', ')}
              </span>
              <span className="flex min-w-0 flex-wrap gap-1.5">
                {isGone ? (
                  <Chip tone="stale" glyph="dash">
                    gone from XEM
                  </Chip>
                ) : status === null ? null : (
                  <AgentStatusChip agent={{ status, goneAt: null }} isQuiet />
                )}
                {isPaused ? (
                  <Chip tone="held" glyph="bar">
                    paused
                  </Chip>
                ) : null}
                <HeldByIncidents refs={heldBy} />
              </span>
              <span className="flex gap-4 text-ink-2 tabular-nums lg:justify-end">
                <span>{load.inFlightCount} in flight</span>
                <span className="lg:min-w-20 lg:text-right">{load.waitingCount} waiting</span>
              </span>
            </Row>
          ))}
        </RowList>
      )}
    </Section>
  );
}
