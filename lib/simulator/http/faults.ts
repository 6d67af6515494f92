import { chance, randomFrom } from '@/lib/simulator/random';

/** How a router may misbehave; numbers are answered with their status. */
export const faultKinds = [
  '400',
  '401',
  '403',
  '404',
  '409',
  '429',
  '500',
  '502',
  '503',
  '504',
  /** A 503 that speaks of the fleet: the router itself is well. */
  'no-agent',
  'hang',
  'reset',
  'html',
  'malformed',
  'truncated',
  'oversized',
  'huge',
  'slow',
  /** The clock of this answer goes wrong: its Date and the times inside. */
  'skewed',
  /** Answered as if done, and nothing was. */
  'accept-not-apply',
  /** Answered as if done, and done later. */
  'apply-late',
  /** Done, and never answered. */
  'apply-then-hang',
  'apply-then-reset',
  /** A pause or resume that is done, answered, and later turned back by itself. */
  'undo-later',
] as const;

export type FaultKind = (typeof faultKinds)[number];

export type Fault = {
  /** Below the project, e.g. `/exec/executions`; everything under it is meant too, with `/` all. */
  path: string;
  method?: string;
  kind: FaultKind;
  /** How often; for ever when absent. */
  times?: number;
  /** How many of the requests meet it, from 0 to 1; all when absent. */
  rate?: number;
  retryAfterSeconds?: number;
  /**
   * For `slow`: how long the second half of the answer is held back. For `apply-late` and `undo-later`: how
   * much simulated time goes by until then.
   */
  delayMs?: number;
  /** For `huge`: how much is sent. */
  bytes?: number;
  /** For `skewed`: how far the clock is ahead, or behind where negative. */
  skewMs?: number;
};

/** What has become of a fault so far. */
export type FaultProgress = { id: string; metCount: number; sentBytes: number; isCutOff: boolean };

export type ActiveFault = Fault & { progress: FaultProgress };

export type Faults = {
  inject(fault: Fault): FaultProgress;
  /** Those that may still be met, the oldest first. */
  list(): ActiveFault[];
  /** Says whether there was such a one. */
  remove(faultId: string): boolean;
  clear(): void;
  /** The fault that this request meets, used up by one. */
  take(method: string, path: string): ActiveFault | null;
};

export function createFaults(seed = 'faults'): Faults {
  const random = randomFrom(`${seed} faults`);
  let active: ActiveFault[] = [];
  let count = 0;
  const withdraw = (faultId: string) => {
    active = active.filter((it) => it.progress.id !== faultId);
  };
  return {
    inject: (fault) => {
      count += 1;
      const progress: FaultProgress = { id: `fault_${count}`, metCount: 0, sentBytes: 0, isCutOff: false };
      active.push({ ...fault, progress });
      return progress;
    },
    list: () => active,
    remove: (faultId) => {
      const before = active.length;
      withdraw(faultId);
      return active.length < before;
    },
    clear: () => {
      active = [];
    },
    take: (method, path) => {
      const fault = active.find(
        (it) => matches(it, method, path) && (it.rate === undefined || chance(random, it.rate)),
      );
      if (fault === undefined) return null;
      fault.progress.metCount += 1;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) withdraw(fault.progress.id);
      }
      return fault;
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return path === fault.path || path.startsWith(`${fault.path.replace(/\/$/, '')}/`);
}
