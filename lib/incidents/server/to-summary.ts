import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { Incident, IncidentRole, Prisma } from '@/lib/db/generated/client';
import type { IncidentSummary, RoleHolder } from '@/lib/incidents/incident';
import { incidentRefOf } from '@/lib/incidents/incident-ref';

/** What a summary needs beside the row itself. */
export const summaryParts = {
  roles: true,
  _count: { select: { holds: { where: { releasedAt: null } } } },
} satisfies Prisma.IncidentInclude;

type IncidentWithParts = Incident & { roles: IncidentRole[]; _count: { holds: number } };

export function toSummary(row: IncidentWithParts): IncidentSummary {
  const commander = row.roles.find(({ role }) => role === 'commander');
  return {
    incidentId: row.id,
    incidentRef: incidentRefOf(row.number),
    title: row.title,
    severity: row.severity,
    phase: row.phase,
    hypothesis: row.hypothesis,
    startedAt: row.startedAt.toISOString(),
    detectedAt: row.detectedAt.toISOString(),
    declaredAt: row.declaredAt.toISOString(),
    phaseEnteredAt: row.phaseEnteredAt.toISOString(),
    lastUpdateAt: row.lastUpdateAt?.toISOString() ?? null,
    updateDueAt: row.updateDueAt?.toISOString() ?? null,
    closedAt: row.closedAt?.toISOString() ?? null,
    declaredByName: row.declaredByName,
    commander: commander ? toRoleHolder(commander) : null,
    activeHoldCount: row._count.holds,
  };
}

export function toRoleHolder({ role, userId, userName, since }: IncidentRole): RoleHolder {
  return { role, userId, userName, since: since.toISOString() };
}

/** As it stands now, also inside a transaction: there the parts come one after the other, as it has one connection. */
export async function readSummary(db: Transaction, incidentId: string): Promise<IncidentSummary> {
  const row = await db.incident.findUniqueOrThrow({ where: { id: incidentId } });
  const roles = await db.incidentRole.findMany({ where: { incidentId } });
  const holds = await db.hold.count({ where: { incidentId, releasedAt: null } });
  return toSummary({ ...row, roles, _count: { holds } });
}
