import type { Agent, Approval, Invocation, World } from '@/lib/simulator/world/world';
import type { contract } from '@/lib/xem/wire/contract';

/** What the router tells its subscribers. Cancelled, paused, resumed, revoked and back online are never told. */
export type HappeningType = (typeof contract.webhook.events)[number];

export type Happening = {
  type: HappeningType;
  /** In the world's time. */
  at: number;
  /** As it travels: snake_case. */
  data: Record<string, unknown>;
};

export type Listener = (happening: Happening) => void;

/** Calls back at once for all that happens from now on; returns how to stop. Listeners are not saved. */
export function listen(world: World, listener: Listener): () => void {
  world.listeners.add(listener);
  return () => void world.listeners.delete(listener);
}

export function tellOfCall(
  world: World,
  type: HappeningType,
  invocation: Invocation,
  more: Record<string, unknown> = {},
): void {
  tell(world, type, {
    invocation_id: invocation.id,
    execution_id: invocation.executionId,
    tool_name: invocation.toolName,
    workspace_id: invocation.workspaceId,
    agent_id: invocation.agentId,
    risk: invocation.risk,
    ...more,
  });
}

export function tellOfApproval(
  world: World,
  type: HappeningType,
  approval: Approval,
  more: Record<string, unknown> = {},
): void {
  const invocation = world.invocations.get(approval.invocationId);
  tell(world, type, {
    approval_id: approval.id,
    invocation_id: approval.invocationId,
    tool_name: invocation?.toolName ?? null,
    workspace_id: invocation?.workspaceId ?? null,
    risk: invocation?.risk ?? null,
    arguments: invocation?.arguments ?? null,
    expires_at: new Date(approval.expiresAt).toISOString(),
    stage: approval.escalationStage,
    decided_by: approval.resolvedBy,
    // Sent with every decision, decoded by nobody.
    note: null,
    ...more,
  });
}

export function tellOfAgent(world: World, type: HappeningType, agent: Agent, lastSeenAt: number): void {
  tell(world, type, {
    agent_id: agent.id,
    registration_name: agent.name,
    last_seen_at: new Date(lastSeenAt).toISOString(),
  });
}

function tell(world: World, type: HappeningType, data: Happening['data']): void {
  for (const listener of world.listeners) listener({ type, at: world.now, data });
}
