import { createHash } from 'node:crypto';

/**
 * Numbers of the past's calls, and what they are called by. Of every hundred calls four wait for a person;
 * two of those are allowed and run, so that 98 leave an execution. All sums are closed, so that any place in
 * a list of a million is found at once.
 */
const block = 100;

export type Fate = 'free' | 'approved' | 'rejected' | 'timed_out';

const fates: Readonly<Record<number, Fate>> = {
  11: 'approved',
  37: 'rejected',
  61: 'approved',
  88: 'timed_out',
};

export function fateOf(call: number): Fate {
  return fates[call % block] ?? 'free';
}

type Counter = { upTo(call: number): number; callOf(ordinal: number): number };

/** Counts those calls of each block whose fate is meant. */
function counter(isMeant: (fate: Fate) => boolean): Counter {
  const slots = Array.from({ length: block }, (_, slot) => slot).filter((slot) => isMeant(fateOf(slot)));
  const before = Array.from({ length: block }, (_, slot) => slots.filter((it) => it < slot).length);
  return {
    upTo: (call) => Math.floor(call / block) * slots.length + (before[call % block] ?? 0),
    callOf: (ordinal) => Math.floor(ordinal / slots.length) * block + (slots[ordinal % slots.length] ?? 0),
  };
}

const everyCall: Counter = { upTo: (call) => call, callOf: (ordinal) => ordinal };

export const counters = {
  invocations: everyCall,
  executions: counter((fate) => fate === 'free' || fate === 'approved'),
  approvals: counter((fate) => fate !== 'free'),
};

export type Names = Record<
  keyof typeof counters,
  { idOf(call: number): string; callOf(id: string): number | null }
>;

/** An odd factor and its inverse modulo 2^32: neighbours get ids that lie far apart, as the router's do. */
const factor = 0x9e3779b1;
const inverse = inverseOf(factor);

/** `world` tells one past from another, so that two of them share no id. */
export function namesOf(world: string): Names {
  const mark = createHash('sha256').update(world).digest('hex');
  const named = (before: string, after: string) => ({
    idOf: (call: number) =>
      `${before}${(Math.imul(call, factor) >>> 0).toString(16).padStart(8, '0')}${after}`,
    callOf: (id: string) => {
      if (id.length !== before.length + 8 + after.length || !id.startsWith(before) || !id.endsWith(after))
        return null;
      const scrambled = id.slice(before.length, before.length + 8);
      return /^[0-9a-f]{8}$/.test(scrambled)
        ? Math.imul(Number.parseInt(scrambled, 16), inverse) >>> 0
        : null;
    },
  });
  return {
    invocations: named('inv_', mark.slice(0, 12)),
    executions: named('exe_', mark.slice(12, 24)),
    approvals: named(
      '',
      `-${mark.slice(24, 28)}-4${mark.slice(28, 31)}-a${mark.slice(31, 34)}-${mark.slice(34, 46)}`,
    ),
  };
}

function inverseOf(odd: number): number {
  let found = odd;
  for (let round = 0; round < 5; round += 1) found = Math.imul(found, 2 - Math.imul(odd, found));
  return found;
}
