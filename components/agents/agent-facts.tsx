import Link from 'next/link';
import { IdText } from '@/components/ui/id-text';
import { KeyValue, KeyValueList } from '@/components/ui/key-value-list';
import { Section } from '@/components/ui/section';
import { TimeText } from '@/components/ui/time-text';
import type { AgentDetail } from '@/lib/agents/agent';

/** Its lease, its pauses as XEM shows them, and its manifest: the workspaces it serves and the tools it can run. */
export function AgentFacts({ agent }: { agent: AgentDetail }) {
  const { workspaces, tools, isPaused, pausedWorkspaces } = agent;
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
        <KeyValue label="Manifest">{agent.manifestVersion ?? 'unknown'}</KeyValue>
        <KeyValue label="Workspaces">
          {workspaces.length === 0
            ? 'none'
            : workspaces.map(({ workspaceId, name }) => (
                <Link
                  key={workspaceId}
                  href={`/executions?workspace=${encodeURIComponent(workspaceId)}`}
                  className="mr-2 inline-block hover:underline"
                >
                  {name ?? workspaceId}
                </Link>
              ))}
        </KeyValue>
        <KeyValue label="Tools">
          {tools.length === 0 ? 'none' : null}
          <ul className="font-mono text-small">
            {tools.map((tool) => (
              <li key={tool} className="wrap-anywhere">
                {tool}
              </li>
            ))}
          </ul>
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
