import type { AgentDetail } from '@/lib/agents/agent';
import type { CredentialActionKind } from '@/lib/credentials/credential-action';

type AgentActionKind = Exclude<CredentialActionKind, 'revoke_api_key'>;

const effects: Record<AgentActionKind, string[]> = {
  rotate_agent_keys: [
    'The router tells the agent to make a new pair of keys, and the agent reconnects under it.',
    'Calls in flight may be cut. Nothing has to be enrolled again.',
  ],
  revoke_agent_credentials: [
    'The agent loses its lease and takes no call any more. Its record and its events stay.',
    'It has to be enrolled anew, with a new join key on its host, before it works again.',
  ],
  delete_agent: [
    'The agent is taken off the project for good, with its record. What Holdfast has seen of it stays here.',
    'A new agent has to be enrolled in its place, under a new id. Holds and bindings do not carry over.',
  ],
};

/** What an action on an agent does and what healthy work it costs, from what is known of the agent now. */
export function agentConsequences(kind: AgentActionKind, agent: AgentDetail): string[] {
  const { inFlightCount, queuedCount, pendingApprovalCount, lastHourCount, aloneIn } = agent;
  const waiting = queuedCount + pendingApprovalCount;
  const work = [
    `Right now it has ${calls(inFlightCount)} in flight and ${calls(waiting)} waiting; in the last hour it ran ${lastHourCount}.`,
  ];
  if (kind === 'rotate_agent_keys') return [...effects[kind], ...work];
  const names = aloneIn.map(({ name, workspaceId }) => name ?? workspaceId).join(', ');
  return [
    ...effects[kind],
    ...work,
    ...(names ? [`No other agent is known to serve ${names}: nothing runs there afterwards.`] : []),
  ];
}

const calls = (count: number): string => (count === 1 ? '1 call' : `${count} calls`);
