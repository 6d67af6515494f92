import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { EvidenceKind } from '@/lib/evidence/evidence';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';
import type { StoredFile } from '@/lib/evidence/server/store-file';
import { toEvidenceItem } from '@/lib/evidence/server/to-evidence-item';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

export type NewEvidence = StoredFile & {
  kind: EvidenceKind;
  name: string;
  mediaType: string;
  sourceId: string;
  /** Whose doing it is where a job brings it in. */
  addedBy?: { id: string; name: string };
};

/** Enters a stored file into the evidence of an incident, once: the same bytes under the same name are the same item. */
export async function storeEvidence(
  context: Pick<Context, 'actor' | 'clock'>,
  tx: Transaction,
  incident: { id: string; number: number },
  { addedBy, ...file }: NewEvidence,
): Promise<EvidenceItem> {
  const { actor, clock } = context;
  const key = { incidentId: incident.id, sha256: file.sha256, name: file.name };
  const { count } = await tx.evidenceItem.createMany({
    data: {
      ...file,
      incidentId: incident.id,
      addedById: addedBy?.id ?? actor.actorId,
      addedByName: addedBy?.name ?? actor.name,
      addedAt: clock.now(),
    },
    skipDuplicates: true,
  });
  const row = await tx.evidenceItem.findUniqueOrThrow({ where: { incidentId_sha256_name: key } });
  const item = toEvidenceItem(row);
  if (count === 0) return item;
  await appendEntry(context, tx, {
    incidentId: incident.id,
    kind: 'evidence_added',
    source: actor.kind === 'system' ? 'system' : 'person',
    sourceId: `evidence:${row.id}`,
    text: `Evidence: ${item.name}`,
    data: { ...item },
  });
  await announce(tx, { incident: incident.number, changed: 'evidence' });
  return item;
}
