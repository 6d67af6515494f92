import { createHash } from 'node:crypto';
import { Refusal } from '@/lib/simulator/http/refusal';
import { keyIdOf, leakableKey } from '@/lib/simulator/world/api-keys';
import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';
import type { Scope } from '@/lib/xem/wire/operation-table';

/** A bearer key and what it may do. */
export type SimulatorKey = {
  id: string;
  token: string;
  name: string;
  scopes: readonly Scope[];
};

export type SimulatorKeys = { all: string } & Record<Scope, string>;

const everyScope: readonly Scope[] = ['execution', 'management', 'inference'];

/** The keys that callers are given, and two that others would use: one of them is there to be leaked. */
export function keyRing(keys: SimulatorKeys): SimulatorKey[] {
  const key = (name: string, scopes: readonly Scope[], token: string): SimulatorKey => ({
    id: keyIdOf(name),
    token,
    name,
    scopes,
  });
  const ofOthers = (name: string) => `${keys.all.slice(0, 15)}_${digest(`${keys.all} ${name}`)}`;
  return [
    key('operations', everyScope, keys.all),
    ...everyScope.map((scope) => key(`${scope} only`, [scope], keys[scope])),
    key(leakableKey, ['inference', 'execution'], ofOthers(leakableKey)),
    key('usage dashboard', ['inference'], ofOthers('usage dashboard')),
  ];
}

const digest = (text: string) => createHash('sha256').update(text).digest('hex');

export function authenticate(
  ring: readonly SimulatorKey[],
  authorization: string | undefined,
  world: World,
): SimulatorKey {
  const token = authorization?.match(/^Bearer (.+)$/)?.[1];
  const key = ring.find((candidate) => candidate.token === token);
  if (key === undefined || world.revokedKeyIds.includes(key.id)) {
    throw new Refusal(401, 'authentication_error', 'Invalid API key provided', { code: 'invalid_api_key' });
  }
  world.keysUsedAt[key.id] = world.now;
  return key;
}

/** Three middlewares share one code; only their message tells which of them refused. */
export function demandScope(key: SimulatorKey, scope: Scope): void {
  if (!key.scopes.includes(scope)) throw scopeInsufficient(scope);
}

function scopeInsufficient(scope: Scope): Refusal {
  const { code, type } = contract.scopeInsufficient;
  return new Refusal(403, type, `API key lacks the '${scope}' scope`, { code });
}
