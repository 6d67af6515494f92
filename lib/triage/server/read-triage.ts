import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readFreshness } from '@/lib/mirror/server/read-freshness';
import { readHealth } from '@/lib/mirror/server/read-health';
import { isUnapproved } from '@/lib/triage/approval-verdict';
import { buildBlastRadius } from '@/lib/triage/build-blast-radius';
import { readAffected } from '@/lib/triage/server/read-affected';
import type { AgentHealth, Triage } from '@/lib/triage/triage';

/** Listed one by one; the rest is on the executions tab. */
const listedCount = 20;
const eventCount = 5;

/** Which executions are affected, how far the damage reaches, and whether the agents are still healthy. */
export async function readTriage(
  context: Pick<Context, 'db' | 'clock'>,
  { incidentRef }: { incidentRef: string },
): Promise<Triage> {
  const { db } = context;
  const incident = await findIncident(db, incidentRef);
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  const scope = incidentScope(incident.startedAt, subjects);
  const [risks, { executions, isCutShort }, sources, health] = await Promise.all([
    db.execution.groupBy({ by: ['risk'], where: executionsInScope(scope), _count: true }),
    readAffected(db, scope),
    readFreshness(context),
    readHealth(context),
  ]);
  const agentIds = new Set([...scope.agentIds, ...executions.flatMap(({ agentId }) => agentId ?? [])]);
  return {
    affected: {
      totalCount: risks.reduce((sum, { _count }) => sum + _count, 0),
      unapprovedCount: executions.filter(({ approval }) => isUnapproved(approval)).length,
      byRisk: risks.map(({ risk, _count }) => ({ risk, count: _count })).sort((a, b) => b.count - a.count),
      executions: executions.slice(0, listedCount),
      isCutShort,
    },
    blastRadius: buildBlastRadius(executions),
    agents: await readAgents(db, [...agentIds]),
    services: { status: health.status, services: health.services, observedAt: health.observedAt },
    sources,
  };
}

async function readAgents(db: Transaction, agentIds: string[]): Promise<AgentHealth[]> {
  const rows = await db.agent.findMany({ where: { agentId: { in: agentIds } }, omit: { raw: true } });
  return Promise.all(
    agentIds.map(async (agentId) => {
      const row = rows.find((agent) => agent.agentId === agentId);
      const events = await db.agentEvent.findMany({
        where: { agentId },
        orderBy: { occurredAt: 'desc' },
        take: eventCount,
        select: { type: true, detail: true, occurredAt: true },
      });
      return {
        agentId,
        name: row?.name ?? null,
        status: row?.status ?? null,
        lastHeartbeatAt: row?.lastHeartbeatAt?.toISOString() ?? null,
        leaseExpiresAt: row?.leaseExpiresAt?.toISOString() ?? null,
        isPaused: row?.isPaused ?? null,
        goneAt: row?.goneAt?.toISOString() ?? null,
        events: events.map((event) => ({ ...event, occurredAt: event.occurredAt.toISOString() })),
      };
    }),
  );
}
