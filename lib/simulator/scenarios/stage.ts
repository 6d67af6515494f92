import { chance, hex, next } from '@/lib/simulator/random';
import { plan } from '@/lib/simulator/world/agenda';
import { recordAgentEvent, silenceAgent, wakeAgent } from '@/lib/simulator/world/agents';
import { keyIdOf } from '@/lib/simulator/world/api-keys';
import { invoke, type Request } from '@/lib/simulator/world/invoke';
import { type Branch, newId, type World } from '@/lib/simulator/world/world';

/** What a chapter may do: the words that the stories are told in. */
export type Stage = {
  /** True once in so many times. */
  perhaps(probability: number): boolean;
  somewhere(low: number, high: number): number;
  afterwards(afterMs: number, chapter: string, count?: number): void;
  call(request: Request): void;
  /** The same, as one who holds that API key would. */
  callWithKey(keyName: string, request: Omit<Request, 'requestedBy'>): void;
  isKeyRevoked(keyName: string): boolean;
  /** Whether the pair of CURVE keys that the agent began with is still the one in use. */
  hasFirstKeys(agentId: string): boolean;
  /** Deleted, revoked, or without a lease: nobody is there to be asked. */
  isGone(agentId: string): boolean;
  fallSilent(agentId: string): void;
  comeBack(agentId: string): void;
  hasBegun(chapter: string): boolean;
  isStopped(agentId: string, workspaceId: string): boolean;
  waitingCount(agentId: string): number;
  /** Applies the next version of the chat's template, with another approval cadence. */
  changeTemplate(chatId: string, approvalPolicy: string): void;
  /** The branch that the router makes by itself before a dangerous step. */
  forkByItself(chatId: string, name: string): Branch;
  /** The branch that the chat's calls run on. */
  mainBranch(chatId: string): string;
  note(agentId: string, type: string, detail: string): void;
};

export function stageOf(world: World): Stage {
  return {
    perhaps: (probability) => chance(world.chance, probability),
    somewhere: (low, high) => Math.round(low + next(world.chance) * (high - low)),
    afterwards: (afterMs, chapter, count = 0) =>
      plan(world, world.now + afterMs, { cue: 'chapter', chapter, count }),
    call: (request) => {
      invoke(world, request);
      const chat = request.chatId === undefined ? undefined : world.chats.get(request.chatId);
      if (chat !== undefined) chat.messageCount += 2;
    },
    callWithKey: (keyName, request) => {
      world.keysUsedAt[keyIdOf(keyName)] = world.now;
      invoke(world, { ...request, requestedBy: keyName });
    },
    isKeyRevoked: (keyName) => world.revokedKeyIds.includes(keyIdOf(keyName)),
    hasFirstKeys: (agentId) => world.agents.get(agentId)?.keysRotatedAt === null,
    isGone: (agentId) => world.agents.get(agentId)?.isOffline !== false,
    fallSilent: (agentId) => {
      const agent = world.agents.get(agentId);
      if (agent !== undefined) silenceAgent(world, agent);
    },
    comeBack: (agentId) => {
      const agent = world.agents.get(agentId);
      if (agent !== undefined) wakeAgent(world, agent);
    },
    hasBegun: (chapter) => world.begunChapters.includes(chapter),
    isStopped: (agentId, workspaceId) => {
      const agent = world.agents.get(agentId);
      return agent === undefined || agent.isPaused || agent.pausedWorkspaceIds.includes(workspaceId);
    },
    waitingCount: (agentId) => world.agents.get(agentId)?.queue.length ?? 0,
    changeTemplate: (chatId, approvalPolicy) => {
      const chat = world.chats.get(chatId);
      if (chat === undefined) return;
      chat.template = { ...chat.template, version: chat.template.version + 1, approvalPolicy };
    },
    forkByItself: (chatId, name) => {
      const branch: Branch = {
        id: `branch_${hex(world.naming, 24)}`,
        name,
        parentBranchId: mainBranchOf(world, chatId),
        forkAtSeq: world.chats.get(chatId)?.messageCount ?? 0,
        isAutoFork: true,
        createdAt: world.now,
      };
      const chat = world.chats.get(chatId);
      chat?.branches.push(branch);
      // The main branch stays; of the forks only the latest are of use to anybody.
      if (chat !== undefined && chat.branches.length > 100) chat.branches.splice(1, 1);
      return branch;
    },
    mainBranch: (chatId) => mainBranchOf(world, chatId),
    note: (agentId, type, detail) => {
      const agent = world.agents.get(agentId);
      if (agent === undefined) return;
      if (type === 'manifest_published') {
        agent.manifestVersion += 1;
        agent.manifestHash = newId(world, 'sha256', 64).replace('_', ':');
      }
      recordAgentEvent(world, agent, type, detail);
    },
  };
}

function mainBranchOf(world: World, chatId: string): string {
  return world.chats.get(chatId)?.branches[0]?.id ?? 'main';
}
