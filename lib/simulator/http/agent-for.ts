import { Refusal } from '@/lib/simulator/http/refusal';
import type { Variants } from '@/lib/simulator/http/variants';
import type { Agent, World } from '@/lib/simulator/world/world';

/**
 * Who runs a call that is asked for over the API. Usually one that can take it at once goes before one that is
 * paused, where the call would wait; a router may also not look at pauses, and let it wait or refuse it.
 */
export function agentFor(
  world: World,
  workspaceId: string,
  toolName: string,
  pausedInvoke: Variants['pausedInvoke'],
): Agent {
  const capable = [...world.agents.values()].filter(
    (agent) => agent.workspaceIds.includes(workspaceId) && agent.tools.includes(toolName),
  );
  if (capable.length === 0) {
    throw new Refusal(400, 'invalid_request_error', `tool ${toolName} is in no manifest for ${workspaceId}`, {
      code: 'exec_tool_not_found',
    });
  }
  const isPaused = (agent: Agent) => agent.isPaused || agent.pausedWorkspaceIds.includes(workspaceId);
  const looksAtPauses = pausedInvoke === 'elsewhere';
  const [chosen] = capable
    .filter((agent) => !agent.isOffline)
    .sort(
      (one, other) =>
        (looksAtPauses ? Number(isPaused(one)) - Number(isPaused(other)) : 0) ||
        one.inFlight.length - other.inFlight.length,
    );
  if (chosen === undefined) throw unavailable(`no online agent for ${toolName}`);
  if (isPaused(chosen) && pausedInvoke === '503') throw unavailable(`exec is paused on ${chosen.name}`);
  if (isPaused(chosen) && pausedInvoke === '409') {
    throw new Refusal(409, 'conflict_error', `exec is paused on ${chosen.name}`);
  }
  return chosen;
}

function unavailable(message: string): Refusal {
  return new Refusal(503, 'server_error', message, { code: 'tool_executor_unavailable' });
}
