import { between, chance, type Random } from '@/lib/simulator/random';
import type { Tool } from '@/lib/simulator/tools/tool';
import { tools } from '@/lib/simulator/tools/tools';
import { isGated, requestApproval } from '@/lib/simulator/world/approvals';
import { enqueue } from '@/lib/simulator/world/runs';
import { type Invocation, newId, type Outcome, type World } from '@/lib/simulator/world/world';

export type Request = {
  agentId: string;
  workspaceId: string;
  toolName: string;
  requestedBy: string;
  arguments?: unknown;
  chatId?: string;
  branchId?: string;
  durationMs?: number;
  /** How it ends, where a story settles it. */
  outcome?: Partial<Outcome>;
  /** Runs a gated tool as if nobody had to be asked. */
  slipsPastApproval?: boolean;
};

export function invoke(world: World, request: Request): Invocation {
  const tool = tools.get(request.toolName);
  if (tool === undefined) throw new Error(`no such tool: ${request.toolName}`);
  const given = request.arguments ?? tool.arguments(world.chance);
  const outcome = drawOutcome(world.chance, tool, given);
  const invocation: Invocation = {
    id: newId(world, 'inv'),
    executionId: null,
    workspaceId: request.workspaceId,
    toolName: tool.name,
    agentId: request.agentId,
    risk: tool.risk,
    status: 'queued',
    approvalId: null,
    arguments: given,
    requestedBy: request.requestedBy,
    chatId: request.chatId ?? null,
    branchId: request.branchId ?? null,
    createdAt: world.now,
    outcome: { ...outcome, durationMs: request.durationMs ?? outcome.durationMs, ...request.outcome },
  };
  world.invocations.add(invocation);
  if (isGated(tool.risk) && request.slipsPastApproval !== true) requestApproval(world, invocation, tool.risk);
  else enqueue(world, invocation);
  return invocation;
}

export function drawOutcome(random: Random, tool: Tool, given: unknown): Outcome {
  const [shortest, longest] = tool.durationMs;
  const durationMs = between(random, shortest, longest);
  if (chance(random, 0.006)) {
    const error = `no answer within the tool's timeout_ms (${tool.timeoutMs})`;
    return { durationMs: tool.timeoutMs, exitCode: 124, output: '', error };
  }
  if (chance(random, tool.failureRate)) {
    return { durationMs, exitCode: 1, output: tool.failure, error: tool.failure };
  }
  return { durationMs, exitCode: 0, output: tool.output(random, given), error: null };
}
