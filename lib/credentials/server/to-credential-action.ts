import 'server-only';
import { outcomeAt } from '@/lib/credentials/credential-action';
import type { CredentialAction } from '@/lib/credentials/credential-action-schema';
import type { CredentialAction as Row } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

export function toCredentialAction(
  row: Row & { incident: { number: number } | null },
  now: Date,
): CredentialAction {
  const { id, kind, subjectId, subjectName, reason, detail, requestedByName, xemRequestId } = row;
  return {
    actionId: id,
    kind,
    subjectId,
    subjectName,
    reason,
    incidentRef: row.incident && incidentRefOf(row.incident.number),
    outcome: outcomeAt(row, now),
    detail,
    requestedByName,
    requestedAt: row.requestedAt.toISOString(),
    answeredAt: row.answeredAt?.toISOString() ?? null,
    xemRequestId,
  };
}

export const withIncidentNumber = { incident: { select: { number: true } } } as const;
