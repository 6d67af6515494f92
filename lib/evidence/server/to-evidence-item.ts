import 'server-only';
import type { EvidenceItem as Row } from '@/lib/db/generated/client';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';

export function toEvidenceItem(row: Row): EvidenceItem {
  const { id, kind, name, mediaType, size, sha256, sourceId, addedByName, addedAt } = row;
  return {
    evidenceId: id,
    kind,
    name,
    mediaType,
    size: Number(size),
    sha256,
    sourceId,
    addedByName,
    addedAt: addedAt.toISOString(),
  };
}
