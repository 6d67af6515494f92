import type { SimulatorKey } from '@/lib/simulator/http/keys';
import { page } from '@/lib/simulator/http/paginate';
import { unknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, param, type RouterApp } from '@/lib/simulator/http/routes';
import type { World } from '@/lib/simulator/world/world';
import type { WireBody } from '@/lib/xem/wire/field-table';

/** Keys are listed without their secret; revoking one takes effect with the next request that carries it. */
export function answerKeys(app: RouterApp, current: CurrentWorld, ring: readonly SimulatorKey[]): void {
  answer(app, 'listApiKeys', (context) => {
    const world = current();
    return context.json(
      page(
        context,
        ring,
        (it) => it.id,
        (it) => presentKey(world, it),
      ),
    );
  });

  answer(app, 'revokeApiKey', (context) => {
    const world = current();
    const id = param(context, 'key_id');
    const key = ring.find((it) => it.id === id);
    if (key === undefined) throw unknownThing('api key', id);
    if (!world.revokedKeyIds.includes(id)) world.revokedKeyIds.push(id);
    return context.json(presentKey(world, key));
  });
}

function presentKey(world: World, key: SimulatorKey): WireBody<'apiKey'> {
  return {
    id: key.id,
    name: key.name,
    prefix: `${key.token.slice(0, 18)}…`,
    scopes: key.scopes,
    is_active: !world.revokedKeyIds.includes(key.id),
    last_used_at: isoOrNull(world.keysUsedAt[key.id]),
    expires_at: null,
    created_at: null,
  };
}

function isoOrNull(milliseconds: number | undefined): string | null {
  return milliseconds === undefined ? null : new Date(milliseconds).toISOString();
}
