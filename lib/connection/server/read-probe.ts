import 'server-only';
import type { ContractProbe } from '@/lib/connection/connection-schema';
import { toContractProbe } from '@/lib/connection/server/to-contract-probe';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';

export async function readProbe(
  { db }: Pick<Context, 'db'>,
  { probeId }: { probeId: string },
): Promise<ContractProbe> {
  const row = await db.contractProbe.findUnique({ where: { id: probeId } });
  if (!row) throw notFound('probe', probeId);
  return toContractProbe(row);
}
