import Link from 'next/link';
import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { AgentDetail } from '@/lib/agents/agent';

/** Its lease, its pauses as XEM shows them, and the workspaces it serves. */
export function AgentFacts({ agent }: { agent: AgentDetail }) {
  const { workspaces, isPaused, pausedWorkspaces } = agent;
  return (
    <Section title="Facts">
      <KeyValueList className="pt-2">
        <KeyValue label="Agent">
          <IdText value={agent.agentId} label="agent" />
        </KeyValue>
        <KeyValue label="Region">{agent.region ?? 'unknown'}</KeyValue>
        <KeyValue label="Last heard">
          {agent.lastHeartbeatAt ? <TimeText at={agent.lastHeartbeatAt} /> : 'unknown'}
        </KeyValue>
        <KeyValue label="Lease until">
          {agent.leaseExpiresAt ? <TimeText at={agent.leaseExpiresAt} show="absolute" /> : 'unknown'}
        </KeyValue>
        <KeyValue label="Paused">
          {isPaused === null && pausedWorkspaces === null
            ? 'XEM does not show it'
            : isPaused
              ? 'whole agent'
              : (pausedWorkspaces ?? []).map(({ name, workspaceId }) => name ?? workspaceId).join(', ') ||
                'no'}
        </KeyValue>
        <KeyValue label="Manifest">
          {agent.manifestVersion === null ? 'version unknown' : `version ${agent.manifestVersion}`}
        </KeyValue>
        <KeyValue label="Workspaces">
          {workspaces.length === 0
            ? 'none'
            : workspaces.map(({ workspaceId, name }) => (
                <Link
                  key={workspaceId}
                  href={`/workspaces/${encodeURIComponent(workspaceId)}`}
                  className="mr-2 inline-block hover:underline"
                >
                  {name ?? workspaceId}
                </Link>
              ))}
        </KeyValue>
        <KeyValue label="Last hour">
          {agent.lastHourCount === 1 ? '1 execution' : `${agent.lastHourCount} executions`}
        </KeyValue>
        <KeyValue label="First seen">
          <TimeText at={agent.firstSeenAt} show="absolute" />
        </KeyValue>
        {agent.goneAt ? (
          <KeyValue label="Gone since">
            <TimeText at={agent.goneAt} />
          </KeyValue>
        ) : null}
      </KeyValueList>
    </Section>
  );
}
