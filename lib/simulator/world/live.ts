import { hex, next, pick } from '@/lib/simulator/random';
import type { Scenario } from '@/lib/simulator/scenarios/scenario';
import { stageOf } from '@/lib/simulator/scenarios/stage';
import { type Cue, passTime, plan } from '@/lib/simulator/world/agenda';
import { completeRotation, enrolAgent, loseLease } from '@/lib/simulator/world/agents';
import { decide, fallDue } from '@/lib/simulator/world/approvals';
import { invoke } from '@/lib/simulator/world/invoke';
import type { Rules } from '@/lib/simulator/world/rules';
import { finish, run } from '@/lib/simulator/world/runs';
import { createWorld, type Past, type World } from '@/lib/simulator/world/world';

/** A world at `startAt` with the scenario's past already behind it. */
export function beginWorld(
  scenario: Scenario,
  options: {
    seed: string;
    startAt: number;
    openingAfterMs?: number;
    past?: Past;
    keptExecutions?: number;
    rules?: Rules;
  },
): World {
  const world = createWorld(
    options.seed,
    options.startAt - scenario.pastMs,
    options.past,
    options.keptExecutions,
  );
  if (options.rules !== undefined) world.rules = options.rules;
  for (const workspace of scenario.workspaces) world.workspaces.set(workspace.id, { ...workspace });
  for (const [index, fleetAgent] of scenario.agents.entries()) {
    // Renewals are spread over the cadence, as they would be in a fleet that grew over time.
    const enrolledAt = world.now - 40 * 86_400_000 - index * 777;
    enrolAgent(world, fleetAgent, { enrolledAt, manifestVersion: 3 + index });
  }
  for (const chat of scenario.chats) {
    const createdAt = world.now - 6 * 86_400_000;
    const main = {
      id: `branch_${hex(world.naming, 24)}`,
      name: 'main',
      parentBranchId: null,
      forkAtSeq: null,
    };
    world.chats.set(chat.id, {
      ...chat,
      template: { name: chat.template, version: 14, approvalPolicy: 'standard' },
      createdAt,
      messageCount: 12,
      branches: [{ ...main, isAutoFork: false, createdAt }],
    });
  }
  for (const [index, stream] of scenario.traffic.entries()) {
    plan(world, world.now + next(world.chance) * stream.everyMs, { cue: 'traffic', stream: index });
  }
  live(world, scenario, options.startAt);
  if (scenario.opening !== null) {
    const { chapter, afterMs } = scenario.opening;
    plan(world, world.now + (options.openingAfterMs ?? afterMs), { cue: 'chapter', chapter, count: 0 });
  }
  return world;
}

/** Lets the world go on until the given instant. */
export function live(world: World, scenario: Scenario, until: number): void {
  passTime(world, until, (what) => happen(world, scenario, what));
}

function happen(world: World, scenario: Scenario, what: Cue): void {
  switch (what.cue) {
    case 'run':
      run(world, what.invocationId);
      break;
    case 'finish':
      finish(world, what.invocationId);
      break;
    case 'approval-due':
      fallDue(world, what.approvalId);
      break;
    case 'decide': {
      const approval = world.approvals.get(what.approvalId);
      if (approval !== undefined) decide(world, approval, what.decision, what.by);
      break;
    }
    case 'lease-lost': {
      const agent = world.agents.get(what.agentId);
      if (agent !== undefined) loseLease(world, agent, what.silentSince);
      break;
    }
    case 'keys-rotated': {
      const agent = world.agents.get(what.agentId);
      if (agent !== undefined) completeRotation(world, agent);
      break;
    }
    case 'chapter':
      if (!world.begunChapters.includes(what.chapter)) world.begunChapters.push(what.chapter);
      scenario.chapters[what.chapter]?.(stageOf(world), what.count);
      break;
    case 'traffic':
      flow(world, scenario, what.stream);
      break;
  }
}

/** Callers give up on an agent that has this many calls waiting, or a long pause would never end. */
const longestQueue = 25;

function flow(world: World, scenario: Scenario, index: number): void {
  const stream = scenario.traffic[index];
  if (stream === undefined) return;
  plan(world, world.now + stream.everyMs * (0.4 + next(world.chance) * 1.2), {
    cue: 'traffic',
    stream: index,
  });
  const agent = world.agents.get(stream.agentId);
  if (agent === undefined || agent.isOffline || agent.queue.length >= longestQueue) return;
  const chat = stream.chatId === null ? undefined : world.chats.get(stream.chatId);
  const mainBranch = chat?.branches[0];
  if (chat !== undefined) chat.messageCount += 2;
  const invocation = invoke(world, {
    agentId: stream.agentId,
    workspaceId: stream.workspaceId,
    toolName: pick(world.chance, stream.tools),
    requestedBy: stream.requestedBy,
    ...(chat === undefined || mainBranch === undefined ? {} : { chatId: chat.id, branchId: mainBranch.id }),
  });
  if (invocation.approvalId === null) return;
  const review = scenario.decide(stageOf(world));
  if (review === null) return;
  const { afterMs, decision, by } = review;
  plan(world, world.now + afterMs, { cue: 'decide', approvalId: invocation.approvalId, decision, by });
}
