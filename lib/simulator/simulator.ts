import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '@/lib/clock';
import { createApp } from '@/lib/simulator/http/app';
import { createFaults, type Faults } from '@/lib/simulator/http/faults';
import type { SimulatorKeys } from '@/lib/simulator/http/keys';
import { usualVariants, type Variants } from '@/lib/simulator/http/variants';
import { growScenario } from '@/lib/simulator/load/grow-scenario';
import { type LoadShape, noLoad } from '@/lib/simulator/load/load-shape';
import { makePast } from '@/lib/simulator/load/make-past';
import { type ScenarioName, scenarios } from '@/lib/simulator/scenarios/scenarios';
import { type StoryTime, storyTime } from '@/lib/simulator/story-time';
import { resumeAgent, silenceAgent, wakeAgent } from '@/lib/simulator/world/agents';
import { type Listener, listen } from '@/lib/simulator/world/happenings';
import { type Request as Invocation, invoke } from '@/lib/simulator/world/invoke';
import { beginWorld, live } from '@/lib/simulator/world/live';
import { restoreWorld, saveWorld, skipAbsence } from '@/lib/simulator/world/saved-world';

export type SimulatorOptions = {
  /** The same seed tells the same story; times and ids also depend on the instant at which it begins. */
  seed?: string;
  clock?: Clock;
  /** Simulated seconds per second of the clock. */
  speed?: number;
  scenario?: ScenarioName;
  /** Opaque, as in the vendor's addresses. */
  project?: string;
  keys?: Partial<SimulatorKeys>;
  /** What the documentation leaves open, settled otherwise than assumed. */
  variants?: Partial<Variants>;
  /** When the simulated time begins, in place of now: then all of it is the same again, ids and times too. */
  epoch?: Date;
  /** How long after the start the scenario's story begins by itself. */
  openingAfterMs?: number;
  /** A larger fleet, and a past of any size behind it. */
  load?: Partial<LoadShape>;
  /** What `save` gave; ignored where it belongs to another scenario or can't be read. */
  saved?: string;
};

export type Simulator = {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** What a base URL ends in. */
  basePath: string;
  keys: SimulatorKeys;
  faults: Faults;
  controls: Controls;
  time: StoryTime;
  /** Lets that much simulated time pass at once. */
  advance(milliseconds: number): void;
  /** All that it knows, to be taken up again by `saved`. */
  save(): string;
  /** Follows the clock by itself, for a process; without it, time is looked up at each request. */
  start(): void;
  stop(): void;
};

/** What tests bring about in the simulated world. */
type Controls = {
  now(): Date;
  /** A call as a chat would make it; returns its invocation id. */
  invoke(invocation: Invocation): string;
  /** The agent falls silent, and is offline once its lease has run out. */
  silenceAgent(agentId: string): void;
  wakeAgent(agentId: string): void;
  /** Lifts every pause of the agent. */
  resumeAgent(agentId: string): void;
  /** Calls back for all that the router tells its subscribers; returns how to stop. */
  listen(listener: Listener): () => void;
};

const tickMs = 250;
/** Some 60 MB: more than half an hour at ten calls a second. */
const keptUnderLoad = 20_000;

export function createSimulator(options: SimulatorOptions = {}): Simulator {
  const { seed = 'holdfast', clock = systemClock, speed = 1, project = 'acme-prod' } = options;
  const story = scenarios[options.scenario ?? 'slipped-past-approval'];
  const shape = { ...noLoad, ...options.load };
  const scenario = options.load === undefined ? story : growScenario(story, shape, seed);
  const keys = { ...keysFrom(seed, project), ...options.keys };
  const faults = createFaults();
  const startedAt = (options.epoch ?? clock.now()).getTime();
  const pastBefore = (endsAt: number) => makePast(scenario, shape, seed, endsAt);
  const world =
    (options.saved === undefined ? null : restoreWorld(options.saved, scenario.name, pastBefore)) ??
    beginWorld(scenario, {
      seed,
      startAt: startedAt,
      past: pastBefore(startedAt - scenario.pastMs),
      ...(options.load === undefined ? {} : { keptExecutions: keptUnderLoad }),
      ...(options.openingAfterMs === undefined ? {} : { openingAfterMs: options.openingAfterMs }),
    });
  skipAbsence(world, startedAt);
  // A world that ran fast is ahead of the clock and goes on from where it was.
  const time = storyTime(clock, Math.max(world.now, startedAt), speed);
  let timer: NodeJS.Timeout | undefined;

  const current = () => {
    live(world, scenario, time.now());
    return world;
  };
  const agent = (agentId: string) => {
    const found = current().agents.get(agentId);
    if (found === undefined) throw new Error(`no such agent: ${agentId}`);
    return found;
  };
  const app = createApp({
    project,
    keys,
    faults,
    current,
    variants: { ...usualVariants, ...options.variants },
  });

  return {
    fetch: (request, env) => app.fetch(request, env ?? {}),
    basePath: `/${project}/v1`,
    keys,
    faults,
    time,
    controls: {
      now: () => new Date(current().now),
      invoke: (invocation) => invoke(current(), invocation).id,
      silenceAgent: (agentId) => silenceAgent(world, agent(agentId)),
      wakeAgent: (agentId) => wakeAgent(world, agent(agentId)),
      resumeAgent: (agentId) => {
        const paused = agent(agentId);
        for (const scope of [null, ...paused.pausedWorkspaceIds]) resumeAgent(world, paused, scope);
      },
      listen: (listener) => listen(world, listener),
    },
    advance: (milliseconds) => {
      time.advance(milliseconds);
      current();
    },
    save: () => saveWorld(current(), scenario.name),
    start: () => {
      timer ??= setInterval(current, tickMs);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** In the vendor's form, the same for the same seed, so that a configured console survives a restart. */
function keysFrom(seed: string, project: string): SimulatorKeys {
  const key = (scope: string) =>
    `xero_${project}_${createHash('sha256').update(`${seed}:${scope}`).digest('base64url')}`;
  return {
    all: key('all'),
    execution: key('execution'),
    management: key('management'),
    inference: key('inference'),
  };
}
