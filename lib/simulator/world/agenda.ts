import type { World } from '@/lib/simulator/world/world';

/** Something that will happen. Data rather than a function, so that the agenda survives a restart. */
export type Cue =
  | { cue: 'run'; invocationId: string }
  | { cue: 'finish'; invocationId: string }
  | { cue: 'approval-due'; approvalId: string }
  | { cue: 'decide'; approvalId: string; decision: 'approved' | 'rejected'; by: string }
  | { cue: 'lease-lost'; agentId: string; silentSince: number }
  | { cue: 'keys-rotated'; agentId: string }
  | { cue: 'traffic'; stream: number }
  | { cue: 'chapter'; chapter: string; count: number };

export type Planned = { at: number; what: Cue };

export function plan(world: World, at: number, what: Cue): void {
  const planned: Planned = { at, what };
  // By halves: in a large fleet thousands of happenings are planned at any time.
  let [low, high] = [0, world.agenda.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((world.agenda[middle]?.at ?? at) <= at) low = middle + 1;
    else high = middle;
  }
  world.agenda.splice(low, 0, planned);
}

/** Lets time pass up to `until`, one happening after the other, in the order of their times. */
export function passTime(world: World, until: number, happen: (what: Cue) => void): void {
  for (;;) {
    const first = world.agenda[0];
    if (first === undefined || first.at > until) break;
    world.agenda.shift();
    world.now = Math.max(world.now, first.at);
    happen(first.what);
  }
  world.now = Math.max(world.now, until);
}
