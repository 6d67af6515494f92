import 'server-only';
import type { Context } from '@/lib/context';
import type { Health } from '@/lib/mirror/endpoints';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import { storedServicesSchema } from '@/lib/mirror/stored-services';

export async function readHealth(context: Pick<Context, 'db' | 'clock'>): Promise<Health> {
  const [row, sources] = await Promise.all([
    context.db.xemHealth.findUnique({ where: { id: 1 } }),
    readFreshness(context),
  ]);
  return {
    status: row?.status ?? null,
    services: row ? storedServicesSchema.parse(row.services) : [],
    observedAt: row?.observedAt.toISOString() ?? null,
    sources,
  };
}
