import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { ContractProbe } from '@/lib/connection/connection-schema';
import { toContractProbe } from '@/lib/connection/server/to-contract-probe';
import type { Context } from '@/lib/context';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';

/** Has a job look at the router, by reading alone. While one is under way, that one is answered and nothing is added. */
export async function requestProbe(context: Context): Promise<ContractProbe> {
  requireRole(context, 'admin');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT pg_advisory_xact_lock(hashtextextended('contract probe', 0))::text`;
    const underWay = await tx.contractProbe.findFirst({
      where: { state: { in: ['requested', 'running'] } },
    });
    if (underWay) return toContractProbe(underWay);
    const row = await tx.contractProbe.create({
      data: { requestedById: actor.actorId, requestedByName: actor.name, requestedAt: clock.now() },
    });
    await recordAudit(context, tx, {
      action: 'contract_probe_requested',
      subjectKind: 'contract_probe',
      subjectId: row.id,
    });
    const payload = { probeId: row.id };
    await enqueue(tx, 'run_probe', payload, { key: jobKey('run_probe', payload) });
    await announce(tx, { incident: null, changed: 'connection' });
    return toContractProbe(row);
  });
}
