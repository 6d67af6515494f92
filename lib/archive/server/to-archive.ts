import 'server-only';
import type { Archive } from '@/lib/archive/archive-schema';
import type { EvidenceItem, Archive as Row } from '@/lib/db/generated/client';

export function toArchive(row: Row & { evidence: EvidenceItem | null }): Archive {
  const { id, state, xemExportId, xemStatus, evidenceId, errorMessage, requestedByName } = row;
  return {
    archiveId: id,
    since: row.since.toISOString(),
    until: row.until.toISOString(),
    state,
    xemExportId,
    xemStatus,
    evidenceId,
    sha256: row.evidence?.sha256 ?? null,
    size: row.evidence ? Number(row.evidence.size) : null,
    errorMessage,
    requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    finishedAt: row.finishedAt?.toISOString() ?? null,
  };
}
