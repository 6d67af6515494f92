import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

/** A subscription that is there from the start, with a secret that its maker chose (D:slack). */
export type GivenWebhook = { url: string; secret: string };

const id = '00000000-0000-4000-8000-000000000001';

/** Put in again at each start: a saved world may know it under another address or secret. */
export function giveWebhook(world: World, { url, secret }: GivenWebhook): void {
  const known = world.webhooks.get(id);
  world.webhooks.set(id, {
    id,
    url,
    secret,
    events: [...contract.webhook.events],
    description: 'made before this router was started',
    isActive: true,
    createdAt: known?.createdAt ?? world.now,
    updatedAt: world.now,
    deliveries: known?.deliveries ?? [],
  });
}
