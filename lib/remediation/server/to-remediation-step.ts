import 'server-only';
import type { RemediationStep as Row } from '@/lib/db/generated/client';
import type { RemediationStep } from '@/lib/remediation/remediation-schema';

export function toRemediationStep(row: Row): RemediationStep {
  const { id, rung, status, what, why, result, subjectKind, subjectId, createdByName } = row;
  return {
    stepId: id,
    rung,
    status,
    what,
    why,
    result,
    subjectKind,
    subjectId,
    createdByName,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}
