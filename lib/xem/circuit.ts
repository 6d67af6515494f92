/**
 * Whether a surface of the router is worth asking. A pure state: time comes in, the next state comes out.
 *
 * Closed: everything passes. Open: the surface failed again and again for a while, so reads fail at once
 * instead of each waiting for its deadline. Half open: one read is out to see; its fate decides.
 *
 * Writes always pass, whatever the state: they come from a person who waits, or from a hold that must be
 * placed, and an agent that was not stopped costs more than a call in vain. Their fate counts as well.
 */
export type Circuit =
  | { state: 'closed'; failureCount: number; failingSince: number | null }
  | { state: 'open'; until: number; openingCount: number }
  | { state: 'half_open'; openingCount: number };

export const closedCircuit: Circuit = { state: 'closed', failureCount: 0, failingSince: null };

/**
 * Failures in a row, and for how long: a router that restarts refuses connections for a few seconds, which
 * costs nobody a deadline and is over before a breaker would be of use.
 */
const failuresToOpen = 5;
const failingMsToOpen = 10_000;
const firstOpenMs = 5_000;
const longestOpenMs = 30_000;

/** A read asks to pass. Once the time is up, the first that asks goes to see, and the others wait for it. */
export function admitRead(circuit: Circuit, now: number): { circuit: Circuit; isAdmitted: boolean } {
  if (circuit.state === 'closed') return { circuit, isAdmitted: true };
  if (circuit.state === 'half_open' || now < circuit.until) return { circuit, isAdmitted: false };
  return { circuit: { state: 'half_open', openingCount: circuit.openingCount }, isAdmitted: true };
}

export function afterAnswer(): Circuit {
  return closedCircuit;
}

/** `chance` from 0 to 1 spreads the next attempts of many processes. */
export function afterFailure(circuit: Circuit, now: number, chance: number): Circuit {
  if (circuit.state === 'open') return circuit;
  if (circuit.state === 'half_open') return opened(circuit.openingCount + 1, now, chance);
  const failureCount = circuit.failureCount + 1;
  const failingSince = circuit.failingSince ?? now;
  const isLost = failureCount >= failuresToOpen && now - failingSince >= failingMsToOpen;
  return isLost ? opened(1, now, chance) : { state: 'closed', failureCount, failingSince };
}

function opened(openingCount: number, now: number, chance: number): Circuit {
  const openMs = Math.min(firstOpenMs * 2 ** (openingCount - 1), longestOpenMs);
  return { state: 'open', until: now + openMs * (0.8 + chance * 0.4), openingCount };
}

/** How long until a read may pass again; a moment, while one is out to see. */
export function remainingMs(circuit: Circuit, now: number): number {
  if (circuit.state === 'closed') return 0;
  return circuit.state === 'open' ? Math.max(0, Math.ceil(circuit.until - now)) : 1_000;
}
