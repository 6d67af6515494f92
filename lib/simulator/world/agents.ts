import { hex } from '@/lib/simulator/random';
import type { FleetAgent } from '@/lib/simulator/scenarios/scenario';
import { plan } from '@/lib/simulator/world/agenda';
import { tellOfAgent } from '@/lib/simulator/world/happenings';
import { dispatchQueue, failInFlight, failWaiting } from '@/lib/simulator/world/runs';
import { type Agent, newId, type World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

const keptEvents = 200;

export function recordAgentEvent(
  world: World,
  agent: Agent,
  type: string,
  detail: string,
  createdAt = world.now,
): void {
  agent.events.push({ id: newId(world, 'aev'), type, createdAt, detail });
  if (agent.events.length > keptEvents) agent.events.shift();
}

/** As a newcomer, also where one of that id was known. */
export function enrolAgent(
  world: World,
  fleetAgent: FleetAgent,
  { enrolledAt = world.now, manifestVersion = 1 } = {},
): Agent {
  const agent: Agent = {
    ...fleetAgent,
    manifestVersion,
    manifestHash: `sha256:${hex(world.naming, 64)}`,
    enrolledAt,
    silentSince: null,
    isOffline: false,
    isRevoked: false,
    keysRotatedAt: null,
    isPaused: false,
    pausedWorkspaceIds: [],
    queue: [],
    inFlight: [],
    events: [],
  };
  world.agents.set(agent.id, agent);
  recordAgentEvent(world, agent, 'enrolled', `enrolled as ${agent.name} in ${agent.region}`, enrolledAt);
  recordAgentEvent(world, agent, 'manifest_published', `manifest version ${manifestVersion}`, enrolledAt);
  tellOfAgent(world, 'exec.agent_enrolled', agent, enrolledAt);
  return agent;
}

/** The lease stays alive under a pause; only silence lets it run out. */
export function lastRenewalOf(world: World, agent: Agent): number {
  if (agent.silentSince !== null) return agent.silentSince;
  const sinceEnrolment = world.now - agent.enrolledAt;
  return world.now - (sinceEnrolment % contract.leaseRenewalMs);
}

function leaseMs(world: World): number {
  return contract.leaseRenewalMs * world.rules.leaseMisses;
}

export function leaseExpiryOf(world: World, agent: Agent): number {
  return lastRenewalOf(world, agent) + leaseMs(world);
}

/** Pausing what is paused changes nothing. Without a workspace the whole agent. */
export function pauseAgent(world: World, agent: Agent, workspaceId: string | null): void {
  if (workspaceId === null) {
    if (agent.isPaused) return;
    agent.isPaused = true;
  } else {
    if (agent.pausedWorkspaceIds.includes(workspaceId)) return;
    agent.pausedWorkspaceIds.push(workspaceId);
  }
  recordAgentEvent(world, agent, 'exec_paused', `exec paused for ${scopeName(world, workspaceId)}`);
}

/** What waited is sent at once, oldest first, as far as the agent's ceiling allows. */
export function resumeAgent(world: World, agent: Agent, workspaceId: string | null): void {
  if (workspaceId === null) {
    if (!agent.isPaused) return;
    agent.isPaused = false;
    if (world.rules.wholeResume === 'lifts') agent.pausedWorkspaceIds = [];
  } else {
    if (!agent.pausedWorkspaceIds.includes(workspaceId)) return;
    agent.pausedWorkspaceIds = agent.pausedWorkspaceIds.filter((paused) => paused !== workspaceId);
  }
  recordAgentEvent(world, agent, 'exec_resumed', `exec resumed for ${scopeName(world, workspaceId)}`);
  dispatchQueue(world, agent);
}

function scopeName(world: World, workspaceId: string | null): string {
  return workspaceId === null ? 'the whole agent' : (world.workspaces.get(workspaceId)?.name ?? workspaceId);
}

export function silenceAgent(world: World, agent: Agent): void {
  if (agent.silentSince !== null) return;
  const silentSince = lastRenewalOf(world, agent);
  agent.silentSince = silentSince;
  plan(world, silentSince + leaseMs(world), { cue: 'lease-lost', agentId: agent.id, silentSince });
}

export function loseLease(world: World, agent: Agent, silentSince: number): void {
  if (agent.silentSince !== silentSince) return;
  agent.isOffline = true;
  recordAgentEvent(world, agent, 'offline', `lease lost: ${world.rules.leaseMisses} renewals missed`);
  tellOfAgent(world, 'exec.agent_offline', agent, silentSince);
  failInFlight(world, agent, 'transport: the agent lost its lease');
}

export function wakeAgent(world: World, agent: Agent): void {
  if (agent.silentSince === null || agent.isRevoked) return;
  agent.silentSince = null;
  if (agent.isOffline) recordAgentEvent(world, agent, 'online', 'lease renewed after silence');
  agent.isOffline = false;
  dispatchQueue(world, agent);
}

/** The router asks for a new pair of keys; the agent's signed answer comes a moment later. */
export function rotateKeys(world: World, agent: Agent, reason: string): void {
  recordAgentEvent(world, agent, 'curve_rotation_requested', reason);
  plan(world, world.now + rotationMs, { cue: 'keys-rotated', agentId: agent.id });
}

const rotationMs = 1_500;

export function completeRotation(world: World, agent: Agent): void {
  if (agent.isOffline) return;
  agent.keysRotatedAt = world.now;
  recordAgentEvent(world, agent, 'curve_rotated', 'a new pair of keys is in use');
}

/** Nothing is cut off at once: the lease runs out, as it can't be renewed any more. */
export function revokeAgent(world: World, agent: Agent): void {
  if (agent.isRevoked) return;
  agent.isRevoked = true;
  recordAgentEvent(world, agent, 'credentials_revoked', 'has to be enrolled anew');
  silenceAgent(world, agent);
}

export function removeAgent(world: World, agent: Agent): void {
  agent.isOffline = true;
  failInFlight(world, agent, 'transport: the agent was deleted');
  failWaiting(world, agent, 'the agent was deleted');
  world.agents.delete(agent.id);
}
