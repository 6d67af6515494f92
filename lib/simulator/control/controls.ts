import { unknownThing } from '@/lib/simulator/http/refusal';
import type { CurrentWorld } from '@/lib/simulator/http/routes';
import type { FleetAgent, Scenario } from '@/lib/simulator/scenarios/scenario';
import { plan } from '@/lib/simulator/world/agenda';
import { enrolAgent, resumeAgent, silenceAgent, wakeAgent } from '@/lib/simulator/world/agents';
import { type Listener, listen } from '@/lib/simulator/world/happenings';
import { type Request as Invocation, invoke } from '@/lib/simulator/world/invoke';

/** What tests and the control desk bring about in the simulated world. Unknown agents are refused. */
export type Controls = {
  now(): Date;
  state(): {
    scenario: string;
    now: string;
    chapters: string[];
    begunChapters: string[];
    agents: number;
    executions: number;
  };
  /** A call as a chat would make it; returns its invocation id. */
  invoke(invocation: Invocation): string;
  /** A new agent, or one of that id anew. */
  enrolAgent(agent: FleetAgent): void;
  /** The agent falls silent, and is offline once its lease has run out. */
  silenceAgent(agentId: string): void;
  wakeAgent(agentId: string): void;
  /** Lifts every pause of the agent. */
  resumeAgent(agentId: string): void;
  /** At once; without a name the one that opens the story. False where there is no such chapter. */
  beginChapter(chapter?: string): boolean;
  /** Calls back for all that the router tells its subscribers; returns how to stop. */
  listen(listener: Listener): () => void;
};

export function createControls(current: CurrentWorld, scenario: Scenario): Controls {
  const agent = (agentId: string) => {
    const found = current().agents.get(agentId);
    if (found === undefined) throw unknownThing('agent', agentId);
    return found;
  };
  return {
    now: () => new Date(current().now),
    state: () => {
      const { now, agents, executions, begunChapters } = current();
      return {
        scenario: scenario.name,
        now: new Date(now).toISOString(),
        chapters: Object.keys(scenario.chapters),
        begunChapters,
        agents: agents.size,
        executions: executions.size,
      };
    },
    invoke: (invocation) => invoke(current(), { ...invocation, agentId: agent(invocation.agentId).id }).id,
    enrolAgent: (newcomer) => void enrolAgent(current(), newcomer),
    silenceAgent: (agentId) => silenceAgent(current(), agent(agentId)),
    wakeAgent: (agentId) => wakeAgent(current(), agent(agentId)),
    resumeAgent: (agentId) => {
      const paused = agent(agentId);
      for (const scope of [null, ...paused.pausedWorkspaceIds]) resumeAgent(current(), paused, scope);
    },
    beginChapter: (chapter = scenario.opening?.chapter) => {
      if (chapter === undefined || !Object.hasOwn(scenario.chapters, chapter)) return false;
      const world = current();
      plan(world, world.now, { cue: 'chapter', chapter, count: 0 });
      current();
      return true;
    },
    listen: (listener) => listen(current(), listener),
  };
}
