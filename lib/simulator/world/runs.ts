import { between } from '@/lib/simulator/random';
import { tools } from '@/lib/simulator/tools/tools';
import { plan } from '@/lib/simulator/world/agenda';
import { tellOfCall } from '@/lib/simulator/world/happenings';
import { forgetOldest } from '@/lib/simulator/world/retention';
import { type Agent, type Execution, type Invocation, newId, type World } from '@/lib/simulator/world/world';

/** The way of an invocation from the agent's queue to its end. */

export function enqueue(world: World, invocation: Invocation): void {
  const agent = world.agents.get(invocation.agentId);
  // Approved after its agent was deleted: nobody is left to run it.
  invocation.status = agent === undefined ? 'failed' : 'queued';
  if (agent === undefined) return;
  agent.queue.push(invocation.id);
  dispatchQueue(world, agent);
}

export function dispatchQueue(world: World, agent: Agent): void {
  if (agent.isOffline || agent.isPaused) return;
  const waiting: string[] = [];
  for (const invocationId of agent.queue) {
    const invocation = world.invocations.get(invocationId);
    if (invocation === undefined) continue;
    const isHeldBack = agent.pausedWorkspaceIds.includes(invocation.workspaceId);
    if (isHeldBack || agent.inFlight.length >= agent.maxConcurrent) waiting.push(invocationId);
    else dispatch(world, agent, invocation);
  }
  agent.queue = waiting;
}

function dispatch(world: World, agent: Agent, invocation: Invocation): void {
  invocation.status = 'dispatched';
  agent.inFlight.push(invocation.id);
  tellOfCall(world, 'exec.dispatched', invocation, { dispatched_at: new Date(world.now).toISOString() });
  plan(world, world.now + between(world.chance, 40, 220), { cue: 'run', invocationId: invocation.id });
}

export function run(world: World, invocationId: string): void {
  const invocation = world.invocations.get(invocationId);
  if (invocation?.status !== 'dispatched') return;
  const execution: Execution = {
    id: world.rules.executionIds === 'own' ? newId(world, 'exe') : invocationId,
    invocationId,
    status: 'running',
    exitCode: null,
    output: '',
    error: null,
    startedAt: world.now,
    completedAt: null,
  };
  invocation.status = 'running';
  invocation.executionId = execution.id;
  world.executions.add(execution);
  forgetOldest(world);
  plan(world, world.now + invocation.outcome.durationMs, { cue: 'finish', invocationId });
}

export function finish(world: World, invocationId: string): void {
  const invocation = world.invocations.get(invocationId);
  if (invocation?.status !== 'running') return;
  const { exitCode, error, output } = invocation.outcome;
  const isTimeout = error !== null && exitCode === 124;
  end(world, invocation, exitCode === 0 ? 'completed' : isTimeout ? 'timeout' : 'failed', {
    exitCode,
    error,
    output,
  });
}

/** Stops what runs or takes back what waits; nothing once it is over. Says whether it did anything. */
export function cancel(world: World, invocation: Invocation): boolean {
  const isInFlight = invocation.status === 'dispatched' || invocation.status === 'running';
  if (!isInFlight && invocation.status !== 'queued' && invocation.status !== 'pending_approval') return false;
  withdrawApproval(world, invocation);
  end(world, invocation, 'cancelled', { exitCode: 130, error: 'cancelled by request', output: '' });
  return true;
}

/** Nobody is asked any more about what will not run; that it was withdrawn is told to nobody either. */
function withdrawApproval(world: World, invocation: Invocation): void {
  if (invocation.status !== 'pending_approval') return;
  const approval = world.approvals.get(invocation.approvalId ?? '');
  if (approval !== undefined) Object.assign(approval, { status: 'cancelled', resolvedAt: world.now });
}

export function failInFlight(world: World, agent: Agent, error: string): void {
  for (const invocationId of [...agent.inFlight]) {
    const invocation = world.invocations.get(invocationId);
    if (invocation !== undefined) end(world, invocation, 'failed', { exitCode: null, error, output: '' });
  }
}

export function failWaiting(world: World, agent: Agent, error: string): void {
  for (const invocationId of [...agent.queue]) {
    const invocation = world.invocations.get(invocationId);
    if (invocation !== undefined) end(world, invocation, 'failed', { exitCode: null, error, output: '' });
  }
}

function end(
  world: World,
  invocation: Invocation,
  status: 'completed' | 'failed' | 'timeout' | 'cancelled',
  result: Pick<Execution, 'exitCode' | 'error' | 'output'>,
): void {
  invocation.status = status;
  const execution =
    invocation.executionId === null ? undefined : world.executions.get(invocation.executionId);
  if (execution !== undefined) Object.assign(execution, result, { status, completedAt: world.now });
  // That a call was cancelled is told to nobody.
  if (status !== 'cancelled') {
    tellOfCall(world, `exec.${status}`, invocation, {
      exit_code: result.exitCode,
      error: result.error,
      duration_ms: execution === undefined ? null : world.now - execution.startedAt,
      ...(status === 'timeout' ? { timeout_ms: tools.get(invocation.toolName)?.timeoutMs ?? null } : {}),
    });
  }
  const agent = world.agents.get(invocation.agentId);
  if (agent === undefined) return;
  agent.inFlight = agent.inFlight.filter((id) => id !== invocation.id);
  agent.queue = agent.queue.filter((id) => id !== invocation.id);
  dispatchQueue(world, agent);
}
