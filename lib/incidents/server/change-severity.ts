import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { IncidentSummary } from '@/lib/incidents/incident';
import type { changeSeverityInput } from '@/lib/incidents/inputs';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readSummary } from '@/lib/incidents/server/to-summary';
import { severityNames, updateDueAt } from '@/lib/incidents/severity';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof changeSeverityInput> & { incidentRef: string };

/** The next update becomes due by the new severity. Rating it as it is already rated changes nothing. */
export async function changeSeverity(context: Context, input: Input): Promise<IncidentSummary> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    if (incident.severity === input.severity) return readSummary(tx, incident.id);
    const dueAt = updateDueAt(input.severity, incident.lastUpdateAt ?? incident.declaredAt);
    const { count } = await tx.incident.updateMany({
      where: { id: incident.id, severity: incident.severity },
      data: { severity: input.severity, updateDueAt: incident.phase === 'closed' ? null : dueAt },
    });
    if (count === 0) {
      throw new AppError('conflict', 'somebody else has just rated this incident; look again');
    }
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'severity_changed',
      source: 'person',
      text: input.reason || `${severityNames[incident.severity]} to ${severityNames[input.severity]}`,
      data: { from: incident.severity, to: input.severity, reason: input.reason ?? null },
    });
    await announce(tx, { incident: incident.number, changed: 'detail' });
    return readSummary(tx, incident.id);
  });
}
