import 'server-only';
import { buildReceipt } from '@/lib/containment/build-receipt';
import type { Hold, LateCall } from '@/lib/containment/containment';
import { readLateCalls } from '@/lib/containment/server/read-late-calls';
import { tallyLateCalls } from '@/lib/containment/tally-late-calls';
import type { Transaction } from '@/lib/db/client';
import { notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { Names } from '@/lib/mirror/names';
import { readNames } from '@/lib/mirror/server/read-names';

/** One hold with its receipt. */
export async function readHold(db: Transaction, holdId: string): Promise<Hold> {
  const row = await db.hold.findUnique({ where: { id: holdId }, include: holdParts });
  if (!row) throw notFound('hold', holdId);
  const names = await readNames(db, namesIn([row]));
  return toHold(row, names, await readLateCalls(db, row.incidentId));
}

export const holdParts = {
  incident: { select: { number: true } },
  targets: { include: { scope: true } },
} as const;

type HoldRow = Awaited<ReturnType<Transaction['hold']['findFirstOrThrow']>> & {
  incident: { number: number };
  targets: (Awaited<ReturnType<Transaction['holdTarget']['findFirstOrThrow']>> & {
    scope: Awaited<ReturnType<Transaction['agentScope']['findFirstOrThrow']>>;
  })[];
};

/** Everything in these holds that has a name. */
export function namesIn(holds: HoldRow[]) {
  return [...holds, ...holds.flatMap(({ targets }) => targets.map(({ scope }) => scope))];
}

export function toHold(row: HoldRow, names: Names, late: LateCall[]): Hold {
  const { id, incident, agentId, workspaceId, placedAt, releasedAt, targets } = row;
  const claims = targets.map(({ scope, ...target }) => ({
    ...target,
    agentId: scope.agentId,
    workspaceId: scope.workspaceId || null,
  }));
  return {
    holdId: id,
    incidentRef: incidentRefOf(incident.number),
    rung: row.rung,
    agentId,
    agentName: names.agent(agentId) ?? agentId,
    workspaceId,
    workspaceName: names.workspace(workspaceId) ?? workspaceId,
    reason: row.reason,
    placedAt: placedAt.toISOString(),
    placedByName: row.placedByName,
    releasedAt: releasedAt?.toISOString() ?? null,
    releasedByName: row.releasedByName,
    releaseReason: row.releaseReason,
    scopeIds: targets.map(({ scopeId }) => scopeId),
    activeScopeIds: targets.filter((target) => target.releasedAt === null).map(({ scopeId }) => scopeId),
    receipt: buildReceipt(placedAt, targets, tallyLateCalls(id, claims, late)),
  };
}
