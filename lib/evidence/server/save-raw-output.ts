import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { rawOutputLimitBytes, safeFileName } from '@/lib/evidence/evidence';
import type { EvidenceItem } from '@/lib/evidence/evidence-schema';
import { storeEvidence } from '@/lib/evidence/server/store-evidence';
import { storeFile } from '@/lib/evidence/server/store-file';
import { findIncident } from '@/lib/incidents/server/find-incident';

/** Reads the raw output from XEM and keeps it. The same output twice is one item. */
export async function saveRawOutput(
  context: Context,
  input: { incidentRef: string; executionId: string },
): Promise<EvidenceItem> {
  requireRole(context, 'responder');
  const incident = await findIncident(context.db, input.incidentRef);
  const { body, mediaType } = await context.xem.rawExecution(input.executionId);
  const file = await storeFile(context.home, body, rawOutputLimitBytes);
  return context.db.$transaction((tx) =>
    storeEvidence(context, tx, incident, {
      ...file,
      kind: 'raw_output',
      name: `${safeFileName(input.executionId)}-raw${mediaType.includes('json') ? '.json' : '.txt'}`,
      mediaType,
      sourceId: input.executionId,
    }),
  );
}
