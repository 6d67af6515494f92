import Link from 'next/link';
import { quietChip } from '@/components/executions/quiet-chip';
import { Chip } from '@/components/ui/chip';
import type { Glyph } from '@/components/ui/status-glyph';
import type { Tone } from '@/components/ui/tone';
import type { Agent, LeaseState } from '@/lib/agents/agent';

type Look = { tone: Tone; glyph: Glyph };

const statusLooks: Record<string, Look> = {
  active: { tone: 'ok', glyph: 'check' },
  healthy: { tone: 'ok', glyph: 'check' },
  pending: { tone: 'neutral', glyph: 'dashed-ring' },
  offline: { tone: 'danger', glyph: 'cross' },
};

/** The agent's own status in XEM's word, or that XEM no longer lists it. */
export function AgentStatusChip({
  agent,
  isQuiet = false,
}: {
  agent: Pick<Agent, 'status' | 'goneAt'>;
  /** In a list, being well is no news. */
  isQuiet?: boolean;
}) {
  if (agent.goneAt !== null) {
    return (
      <Chip tone="stale" glyph="dash">
        gone from XEM
      </Chip>
    );
  }
  const look = statusLooks[agent.status] ?? { tone: 'neutral', glyph: 'question' };
  if (isQuiet && look.tone === 'ok') {
    return (
      <Chip glyph={look.glyph} className={quietChip(true, 'neutral')}>
        {agent.status}
      </Chip>
    );
  }
  return <Chip {...look}>{agent.status}</Chip>;
}

const leaseLooks: Record<LeaseState, Look & { word: string }> = {
  valid: { tone: 'neutral', glyph: 'dot', word: 'leased' },
  lapsed: { tone: 'danger', glyph: 'clock', word: 'lease lapsed' },
  unknown: { tone: 'neutral', glyph: 'question', word: 'lease unknown' },
};

export function LeaseChip({ lease }: { lease: LeaseState }) {
  const { word, ...look } = leaseLooks[lease];
  return <Chip {...look}>{word}</Chip>;
}

/** What XEM shows as paused: the whole agent, or the workspaces. Nothing where nothing is. */
export function PauseChip({ agent }: { agent: Pick<Agent, 'isPaused' | 'pausedWorkspaces'> }) {
  const { isPaused, pausedWorkspaces } = agent;
  if (isPaused) {
    return (
      <Chip tone="held" glyph="bar">
        paused
      </Chip>
    );
  }
  if (!pausedWorkspaces || pausedWorkspaces.length === 0) return null;
  return (
    <Chip tone="held" glyph="bar">
      paused in {pausedWorkspaces.map(({ name, workspaceId }) => name ?? workspaceId).join(', ')}
    </Chip>
  );
}

/** The incidents that hold the agent, or part of it. */
export function HeldByLinks({ heldBy }: { heldBy: Agent['heldBy'] }) {
  return heldBy.map(({ incidentRef, workspace }) => (
    <Link
      key={`${incidentRef} ${workspace?.workspaceId}`}
      href={`/incidents/${incidentRef}`}
      className="inline-flex min-w-0 hover:underline"
    >
      <Chip tone="held" glyph="lock">
        {incidentRef}
        {workspace ? ` · ${workspace.name ?? workspace.workspaceId}` : ' · whole agent'}
      </Chip>
    </Link>
  ));
}
