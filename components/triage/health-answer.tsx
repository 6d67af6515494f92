'use client';

import { agentHref } from '@/components/incidents/subject-href';
import { Answer } from '@/components/triage/answer';
import { Chip } from '@/components/ui/chip';
import { IdText } from '@/components/ui/id-text';
import { useTicking } from '@/components/ui/ticker';
import { TimeText } from '@/components/ui/time-text';
import type { SourceFreshness } from '@/lib/mirror/freshness';
import type { AgentHealth, Triage } from '@/lib/triage/triage';

type Props = Pick<Triage, 'agents' | 'services'> & { sources: SourceFreshness[] };

/** Are the agents still healthy, and XEM itself? */
export function HealthAnswer({ agents, services, sources }: Props) {
  const troubled = services.services.filter(({ status }) => status !== 'operational');
  return (
    <Answer
      question="Is the agent still healthy?"
      from={['agents', 'agent_events', 'health']}
      sources={sources}
    >
      {agents.length === 0 ? <p className="py-1.5 text-ink-3">No agent is attached yet.</p> : null}
      <ul>
        {agents.map((agent) => (
          <Agent key={agent.agentId} agent={agent} />
        ))}
      </ul>
      <p className="py-1.5">
        <span className="text-ink-3">XEM: </span>
        {services.status ?? 'never heard'}
        {troubled.length > 0
          ? ` (${troubled.map(({ name, status }) => `${name} ${status}`).join(', ')})`
          : ''}
      </p>
    </Answer>
  );
}

function Agent({ agent }: { agent: AgentHealth }) {
  const lease = agent.leaseExpiresAt;
  const hasLease = useTicking((nowMs) => lease !== null && Date.parse(lease) > nowMs);
  const [lastEvent] = agent.events;
  return (
    <li className="border-b py-1.5">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <IdText value={agent.agentId} label="agent" href={agentHref(agent.agentId)} />
        <Chip tone={agent.goneAt ? 'danger' : 'neutral'} glyph={agent.goneAt ? 'cross' : 'dot'}>
          {agent.goneAt ? 'gone from XEM' : (agent.status ?? 'not seen yet')}
        </Chip>
        {lease === null ? null : (
          <Chip tone={hasLease ? 'ok' : 'danger'}>{hasLease ? 'lease valid' : 'lease run out'}</Chip>
        )}
        {agent.isPaused ? <Chip tone="held">paused</Chip> : null}
      </div>
      {lastEvent ? (
        <p className="text-ink-2 text-small">
          {lastEvent.type.replaceAll('_', ' ')} <TimeText at={lastEvent.occurredAt} show="relative" />
          {lastEvent.detail ? ` — ${lastEvent.detail}` : ''}
        </p>
      ) : null}
    </li>
  );
}
