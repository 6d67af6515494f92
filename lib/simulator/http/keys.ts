import { createHash } from 'node:crypto';
import { Refusal } from '@/lib/simulator/http/refusal';
import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';
import type { Scope } from '@/lib/xem/wire/operation-table';

/** A bearer key and what it may do. */
export type SimulatorKey = {
  id: string;
  token: string;
  name: string;
  scopes: readonly Scope[];
  /** In the world's time; null until it is used. */
  lastUsedAt: number | null;
};

export type SimulatorKeys = { all: string } & Record<Scope, string>;

const everyScope: readonly Scope[] = ['execution', 'management', 'inference'];

/** The keys that callers are given, and two that others would use: one of them is there to be leaked. */
export function keyRing(keys: SimulatorKeys): SimulatorKey[] {
  const key = (name: string, scopes: readonly Scope[], token: string): SimulatorKey => ({
    id: `key_${digest(token).slice(0, 12)}`,
    token,
    name,
    scopes,
    lastUsedAt: null,
  });
  const ofOthers = (name: string) => `${keys.all.slice(0, 15)}_${digest(`${keys.all} ${name}`)}`;
  return [
    key('operations', everyScope, keys.all),
    ...everyScope.map((scope) => key(`${scope} only`, [scope], keys[scope])),
    key('capacity automation', ['inference', 'execution'], ofOthers('capacity automation')),
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
  key.lastUsedAt = world.now;
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
