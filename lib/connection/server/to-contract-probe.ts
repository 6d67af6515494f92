import 'server-only';
import { type ContractProbe, probeReportSchema } from '@/lib/connection/connection-schema';
import type { ContractProbe as Row } from '@/lib/db/generated/client';

export function toContractProbe({
  id,
  report = null,
  ...row
}: Omit<Row, 'report'> & { report?: Row['report'] }): ContractProbe {
  return {
    probeId: id,
    state: row.state,
    requestedByName: row.requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
    errorMessage: row.errorMessage,
    report: report === null ? null : probeReportSchema.parse(report),
  };
}
