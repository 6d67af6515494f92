import type { ProbeKey } from '@/lib/xem/probe/ask-router';
import { type Scope, scopes } from '@/lib/xem/wire/operation-table';

const settings = {
  execution: 'XEM_API_KEY_EXECUTION',
  management: 'XEM_API_KEY_MANAGEMENT',
  inference: 'XEM_API_KEY_INFERENCE',
} as const satisfies Record<Scope, string>;

type KeySettings = { [name in 'XEM_API_KEY' | (typeof settings)[Scope]]?: string | undefined };

/** The keys as Holdfast uses them: one for a scope goes before the common one. Each key once. */
export function probeKeys(given: KeySettings): ProbeKey[] {
  const keys: ProbeKey[] = [];
  for (const scope of scopes) {
    const name = given[settings[scope]] === undefined ? 'XEM_API_KEY' : settings[scope];
    const key = given[name];
    if (key === undefined) continue;
    const known = keys.findIndex((it) => it.key === key);
    const before = keys[known];
    if (before === undefined) keys.push({ name, key, scopes: [scope] });
    else keys[known] = { ...before, scopes: [...before.scopes, scope] };
  }
  return keys;
}
