import 'server-only';
import type { OutsidePause } from '@/lib/containment/outside-pause';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause as Row } from '@/lib/db/generated/client';
import type { PageOf } from '@/lib/http/endpoint';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readNames } from '@/lib/mirror/server/read-names';

type Input = {
  limit: number;
  cursor?: string | undefined;
  agentId?: string | undefined;
  /** Only of agents that this incident holds or has held. */
  incidentRef?: string | undefined;
};

/** The pauses that no hold explains and that still stand, oldest first. */
export async function readOutsidePauses(
  { db }: Pick<Context, 'db'>,
  { limit, cursor, agentId, incidentRef }: Input,
): Promise<PageOf<OutsidePause>> {
  const rows = await db.outsidePause.findMany({
    where: {
      endedAt: null,
      AND: [
        agentId === undefined ? {} : { agentId },
        incidentRef === undefined ? {} : { agentId: { in: await readAgentsOf(db, incidentRef) } },
      ],
      ...(cursor !== undefined && { id: { gt: cursor } }),
    },
    orderBy: { id: 'asc' },
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  return {
    data: await toOutsidePauses(db, page),
    nextCursor: rows.length > limit ? (page.at(-1)?.id ?? null) : null,
  };
}

async function readAgentsOf(db: Transaction, incidentRef: string): Promise<string[]> {
  const { id } = await findIncident(db, incidentRef);
  const scopes = await db.agentScope.findMany({
    where: { targets: { some: { hold: { incidentId: id } } } },
    select: { agentId: true },
    distinct: ['agentId'],
  });
  return scopes.map(({ agentId }) => agentId);
}

export async function readOutsidePause(db: Transaction, pauseId: string): Promise<OutsidePause[]> {
  return toOutsidePauses(db, await db.outsidePause.findMany({ where: { id: pauseId } }));
}

async function toOutsidePauses(db: Transaction, rows: Row[]): Promise<OutsidePause[]> {
  const names = await readNames(db, rows);
  const scopes = await db.agentScope.findMany({
    where: { agentId: { in: rows.map(({ agentId }) => agentId) } },
  });
  const incidents = await db.incident.findMany({
    where: { id: { in: rows.flatMap(({ incidentId }) => incidentId ?? []) } },
    select: { id: true, number: true },
  });
  const refOf = new Map(incidents.map(({ id, number }) => [id, incidentRefOf(number)]));
  return rows.map((row) => {
    const { agentId, workspaceId } = row;
    const scope = scopes.find((it) => it.agentId === agentId && it.workspaceId === workspaceId);
    return {
      pauseId: row.id,
      kind: row.kind,
      agentId,
      agentName: names.agent(agentId) ?? agentId,
      workspaceId: workspaceId || null,
      workspaceName: names.workspace(workspaceId) ?? (workspaceId || null),
      noticedAt: row.noticedAt.toISOString(),
      endedAt: row.endedAt?.toISOString() ?? null,
      decision: row.decision,
      reason: row.reason,
      decidedByName: row.decidedByName,
      decidedAt: row.decidedAt?.toISOString() ?? null,
      incidentRef: refOf.get(row.incidentId ?? '') ?? null,
      resuming:
        row.decision === 'restore' && scope
          ? {
              desired: scope.desired,
              progress: scope.progress,
              errorMessage: scope.errorMessage,
              xemRequestId: scope.xemRequestId,
            }
          : null,
    };
  });
}
