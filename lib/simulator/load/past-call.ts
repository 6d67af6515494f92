import { inProportion } from '@/lib/simulator/load/grow-scenario';
import type { LoadShape } from '@/lib/simulator/load/load-shape';
import { counters, type Fate, fateOf, type Names } from '@/lib/simulator/load/past-numbers';
import { between, chance, pick, type Random, randomFrom } from '@/lib/simulator/random';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import { tools } from '@/lib/simulator/tools/tools';
import { isGated } from '@/lib/simulator/world/approvals';
import { drawOutcome } from '@/lib/simulator/world/invoke';
import type { Approval, Execution, Invocation, Outcome } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

export type PastCall = { invocation: Invocation; execution: Execution | null; approval: Approval | null };

/** The last of the past has ended when the present begins. */
const restMs = 120_000;
/** How long before they ran the gated calls were asked for. */
const waitMs = 240_000;
const reviewers = ['dana.ruiz@acme.example', 'lev.andersen@acme.example'] as const;

/** Tells any call of the past from its number alone. */
export function pastCalls(
  scenario: Scenario,
  shape: LoadShape,
  { seed, endsAt, names }: { seed: string; endsAt: number; names: Names },
): { count: number; tell(call: number): PastCall } {
  const count = counters.executions.callOf(shape.executions);
  const beginsAt = endsAt - shape.days * 86_400_000;
  const stepMs = (endsAt - restMs - beginsAt) / Math.max(1, count);
  const agents = scenario.agents.map((agent) => {
    const gated = agent.tools.filter((name) => isGated(tools.get(name)?.risk ?? ''));
    return { ...agent, gated, free: inProportion(agent.tools.filter((name) => !gated.includes(name))) };
  });
  const chatOf = new Map(scenario.chats.map((chat) => [chat.workspaceId, chat]));

  function tell(call: number): PastCall {
    const random = randomFrom(`${seed} call ${call}`);
    const fate = fateOf(call);
    const agent = one(random, agents);
    const tool = tools.get(one(random, fate === 'free' ? agent.free : agent.gated));
    if (tool === undefined) throw new Error(`${agent.id} has a tool that nobody knows`);
    const workspaceId = one(random, agent.workspaceIds);
    const chat = chance(random, 0.8) ? chatOf.get(workspaceId) : undefined;
    const given = tool.arguments(random);
    const outcome = drawOutcome(random, tool, given);
    const at = Math.floor(beginsAt + (call + fraction(random)) * stepMs);
    // Gated calls lie many steps apart, so that a wait that varies little leaves them in order.
    const createdAt = fate === 'free' ? at : at - waitMs - between(random, 0, Math.floor(stepMs * 10));
    const own = { invocationId: names.invocations.idOf(call), createdAt };
    const approval: Approval | null =
      fate === 'free' || !isGated(tool.risk)
        ? null
        : {
            id: names.approvals.idOf(call),
            ...own,
            ...decided(fate, tool.risk, createdAt, at, endsAt, random),
          };
    const hasRun = fate === 'free' || fate === 'approved';
    const execution: Execution | null = hasRun
      ? { id: names.executions.idOf(call), invocationId: own.invocationId, ...run(outcome, at) }
      : null;
    const invocation: Invocation = {
      id: own.invocationId,
      executionId: execution?.id ?? null,
      workspaceId,
      toolName: tool.name,
      agentId: agent.id,
      risk: tool.risk,
      status: execution?.status ?? (approval?.status === 'timed_out' ? 'expired' : 'rejected'),
      approvalId: approval?.id ?? null,
      arguments: given,
      requestedBy: chat?.template ?? 'maria.keller@acme.example',
      chatId: chat?.id ?? null,
      branchId: null,
      createdAt,
      outcome,
    };
    return { invocation, execution, approval };
  }
  return { count, tell };
}

function run(outcome: Outcome, at: number): Omit<Execution, 'id' | 'invocationId'> {
  const { exitCode, output, error, durationMs } = outcome;
  const status = exitCode === 0 ? 'completed' : exitCode === 124 ? 'timeout' : 'failed';
  return { status, exitCode, output, error, startedAt: at, completedAt: at + durationMs };
}

function decided(
  fate: Exclude<Fate, 'free'>,
  risk: (typeof contract.gatedRisks)[number],
  createdAt: number,
  at: number,
  endsAt: number,
  random: Random,
): Omit<Approval, 'id' | 'invocationId' | 'createdAt'> {
  const timeoutMs = contract.approvalTimeoutSeconds[risk] * 1000;
  const fellDueAt = createdAt + 2 * timeoutMs;
  // One that would still wait is refused instead: all of the past is settled.
  if (fate === 'timed_out' && fellDueAt < endsAt) {
    return {
      status: fate,
      expiresAt: fellDueAt,
      escalationStage: 1,
      resolvedAt: fellDueAt,
      resolvedBy: null,
    };
  }
  return {
    status: fate === 'approved' ? 'approved' : 'rejected',
    expiresAt: createdAt + timeoutMs,
    escalationStage: 0,
    resolvedAt: at,
    resolvedBy: pick(random, reviewers),
  };
}

/** A small, settled fraction, so that calls don't come like clockwork and yet in the order of their numbers. */
function fraction(random: Random): number {
  return between(random, 0, 999) / 1000;
}

function one<Item>(random: Random, items: readonly Item[]): Item {
  const item = items[between(random, 0, items.length - 1)];
  if (item === undefined) throw new Error('nothing to choose from');
  return item;
}
