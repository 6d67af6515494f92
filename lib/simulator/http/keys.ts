import { Refusal } from '@/lib/simulator/http/refusal';
import { contract } from '@/lib/xem/wire/contract';
import type { Scope, Surface } from '@/lib/xem/wire/operation-table';

/** A bearer key and what it may do. */
export type SimulatorKey = { token: string; name: string; scopes: readonly Scope[] };

export type SimulatorKeys = { all: string } & Record<Scope, string>;

const everyScope: readonly Scope[] = ['execution', 'management', 'inference'];

export function keyRing(keys: SimulatorKeys): SimulatorKey[] {
  return [
    { token: keys.all, name: 'operations', scopes: everyScope },
    ...everyScope.map((scope) => ({ token: keys[scope], name: `${scope} only`, scopes: [scope] })),
  ];
}

export function authenticate(ring: readonly SimulatorKey[], authorization: string | undefined): SimulatorKey {
  const token = authorization?.match(/^Bearer (.+)$/)?.[1];
  const key = ring.find((candidate) => candidate.token === token);
  if (key === undefined) {
    throw new Refusal(401, 'authentication_error', 'Invalid API key provided', { code: 'invalid_api_key' });
  }
  return key;
}

/** Three middlewares share one code; only their message tells which of them refused. */
export function demandScope(key: SimulatorKey, surface: Surface): void {
  const { scope } = contract.surfaces[surface];
  if (!key.scopes.includes(scope)) throw scopeInsufficient(scope);
}

function scopeInsufficient(scope: Scope): Refusal {
  const { code, type } = contract.scopeInsufficient;
  return new Refusal(403, type, `API key lacks the '${scope}' scope`, { code });
}
