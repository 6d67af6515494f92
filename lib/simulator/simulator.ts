import { createHash } from 'node:crypto';
import { type Clock, systemClock } from '@/lib/clock';
import { type Controls, createControls } from '@/lib/simulator/control/controls';
import { createApp } from '@/lib/simulator/http/app';
import { createFaults, type Faults } from '@/lib/simulator/http/faults';
import type { SimulatorKeys } from '@/lib/simulator/http/keys';
import { rulesIn, usualVariants, type Variants } from '@/lib/simulator/http/variants';
import { growScenario } from '@/lib/simulator/load/grow-scenario';
import { type LoadShape, noLoad } from '@/lib/simulator/load/load-shape';
import { makePast } from '@/lib/simulator/load/make-past';
import { type ScenarioName, scenarios } from '@/lib/simulator/scenarios/scenarios';
import { type StoryTime, storyTime } from '@/lib/simulator/story-time';
import { type GivenWebhook, giveWebhook } from '@/lib/simulator/webhooks/given-webhook';
import { openPostbox } from '@/lib/simulator/webhooks/postbox';
import { copyWorld } from '@/lib/simulator/world/copy-world';
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
  /** What opens the control desk; made from the seed when absent. */
  controlKey?: string;
  /** A receiver of events that is known from the start. */
  webhook?: GivenWebhook;
};

export type Simulator = {
  fetch(request: Request, env?: unknown): Response | Promise<Response>;
  /** What a base URL ends in. */
  basePath: string;
  keys: SimulatorKeys;
  controlKey: string;
  faults: Faults;
  controls: Controls;
  time: StoryTime;
  /** Lets that much simulated time pass at once. */
  advance(milliseconds: number): void;
  /** All that it knows, to be taken up again by `saved`. */
  save(): string;
  /** Sends subscribers what is due and waits for their answers; once started it does so by itself. */
  deliverWebhooks(): Promise<void>;
  /** Follows the clock by itself, for a process; without it, time is looked up at each request. */
  start(): void;
  stop(): void;
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
  const controlKey = options.controlKey ?? keyFrom(seed, 'simctl', 'control');
  const faults = createFaults(seed);
  const startedAt = (options.epoch ?? clock.now()).getTime();
  const pastBefore = (endsAt: number) => makePast(scenario, shape, seed, endsAt);
  const variants = { ...usualVariants, ...options.variants };
  const rules = rulesIn(variants);
  const world =
    (options.saved === undefined ? null : restoreWorld(options.saved, scenario.name, pastBefore, rules)) ??
    beginWorld(scenario, {
      seed,
      startAt: startedAt,
      rules,
      past: pastBefore(startedAt - scenario.pastMs),
      ...(options.load === undefined ? {} : { keptExecutions: keptUnderLoad }),
      ...(options.openingAfterMs === undefined ? {} : { openingAfterMs: options.openingAfterMs }),
    });
  skipAbsence(world, startedAt);
  // A world that ran fast is ahead of the clock and goes on from where it was.
  const time = storyTime(clock, Math.max(world.now, startedAt), speed);
  let timer: NodeJS.Timeout | undefined;

  /** Requests that a fault holds back, in the order of their times. */
  const late: { at: number; send(): void }[] = [];
  const current = () => {
    live(world, scenario, time.now());
    for (const request of late.splice(0, late.findLastIndex((it) => it.at <= world.now) + 1)) request.send();
    return world;
  };
  const controls = createControls(current, scenario);
  if (options.webhook !== undefined) giveWebhook(world, options.webhook);
  const postbox = openPostbox(world, current, variants);
  const app = createApp({
    project,
    keys,
    faults,
    current,
    copy: () => copyWorld(current()),
    later: (delayMs, send) => {
      late.push({ at: world.now + delayMs, send });
      late.sort((one, other) => one.at - other.at);
    },
    desk: { key: controlKey, faults, time, controls },
    variants,
  });

  return {
    fetch: (request, env) => app.fetch(request, env ?? {}),
    basePath: `/${project}/v1`,
    keys,
    controlKey,
    faults,
    controls,
    time,
    advance: (milliseconds) => {
      time.advance(milliseconds);
      current();
    },
    save: () => saveWorld(current(), scenario.name),
    deliverWebhooks: () => postbox.sendDue(),
    start: () => {
      timer ??= setInterval(() => {
        current();
        void postbox.sendDue();
      }, tickMs);
    },
    stop: () => {
      clearInterval(timer);
      timer = undefined;
    },
  };
}

/** In the vendor's form, the same for the same seed, so that a configured console survives a restart. */
function keysFrom(seed: string, project: string): SimulatorKeys {
  const key = (scope: string) => keyFrom(seed, `xero_${project}`, scope);
  return {
    all: key('all'),
    execution: key('execution'),
    management: key('management'),
    inference: key('inference'),
  };
}

function keyFrom(seed: string, prefix: string, name: string): string {
  return `${prefix}_${createHash('sha256').update(`${seed}:${name}`).digest('base64url')}`;
}
