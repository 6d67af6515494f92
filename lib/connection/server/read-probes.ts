import 'server-only';
import type { ContractProbe } from '@/lib/connection/connection-schema';
import { toContractProbe } from '@/lib/connection/server/to-contract-probe';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';

/** Newest first, without their reports. */
export async function readProbes(
  { db }: Pick<Context, 'db'>,
  { limit = 20, cursor }: { limit?: number; cursor?: string | undefined },
): Promise<PageOf<ContractProbe>> {
  const rows = await db.contractProbe.findMany({
    omit: { report: true },
    orderBy: [{ requestedAt: 'desc' }, { id: 'desc' }],
    take: limit + 1,
    ...(cursor && { cursor: { id: cursor }, skip: 1 }),
  });
  const data = rows.slice(0, limit).map((row) => toContractProbe(row));
  return { data, nextCursor: rows.length > limit ? (data.at(-1)?.probeId ?? null) : null };
}
