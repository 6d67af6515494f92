import 'server-only';
import { buildReceipt, type UntakenReceipt } from '@/lib/containment/build-receipt';
import type { Hold, LateCall } from '@/lib/containment/containment';
import { isOfPlace } from '@/lib/containment/hold';
import { readLateCalls } from '@/lib/containment/server/read-late-calls';
import { type Claim, tallyLateCalls } from '@/lib/containment/tally-late-calls';
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
  const goneIds = await readGoneAgents(db, row.targets);
  return toHold(row, { names, late: await readLateCalls(db, row.incidentId), goneIds });
}

export const holdParts = {
  incident: { select: { number: true } },
  handedTo: { select: { incident: { select: { number: true } } } },
  targets: { include: { scope: true } },
} as const;

type HoldRow = Awaited<ReturnType<Transaction['hold']['findFirstOrThrow']>> & {
  incident: { number: number };
  handedTo: { incident: { number: number } } | null;
  targets: (Awaited<ReturnType<Transaction['holdTarget']['findFirstOrThrow']>> & {
    scope: Awaited<ReturnType<Transaction['agentScope']['findFirstOrThrow']>>;
  })[];
};

/** Everything in these holds that has a name. */
export function namesIn(holds: HoldRow[]) {
  return [...holds, ...holds.flatMap(({ targets }) => targets.map(({ scope }) => scope))];
}

type Waiting = { acceptedAt: Date | null; scope: { agentId: string } };

/** Of the agents that XEM has not accepted the stop of, those that it no longer has. */
export async function readGoneAgents(db: Transaction, targets: Waiting[]): Promise<Set<string>> {
  const waiting = targets.filter(({ acceptedAt }) => acceptedAt === null);
  if (waiting.length === 0) return new Set();
  const gone = await db.agent.findMany({
    where: { agentId: { in: waiting.map(({ scope }) => scope.agentId) }, goneAt: { not: null } },
    select: { agentId: true },
  });
  return new Set(gone.map(({ agentId }) => agentId));
}

type Around = { names: Names; late: LateCall[]; goneIds: Set<string> };

export function toHold(row: HoldRow, { names, late, goneIds }: Around): Hold {
  const { id, incident, agentId, workspaceId, placedAt, releasedAt, handedTo, targets } = row;
  const claims = targets.map(({ scope, ...target }) => ({
    ...target,
    agentId: scope.agentId,
    workspaceId: scope.workspaceId || null,
    isGone: goneIds.has(scope.agentId),
    // What was released before the hand-over was not handed over.
    isHandedOver: handedTo !== null && target.releasedAt?.getTime() === releasedAt?.getTime(),
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
    isAfterRelease: row.afterReleaseId !== null,
    handedOverTo: handedTo && incidentRefOf(handedTo.incident.number),
    scopeIds: targets.map(({ scopeId }) => scopeId),
    activeScopeIds: targets.filter((target) => target.releasedAt === null).map(({ scopeId }) => scopeId),
    receipt: buildReceipt(
      placedAt,
      claims,
      tallyLateCalls(id, [...claims, ...placeOf(row)], late),
      untakenOf(row),
    ),
  };
}

/** Where work that names no agent is meant too. */
function placeOf({ rung, workspaceId, afterReleaseId, placedAt, releasedAt }: HoldRow): Claim[] {
  if (!isOfPlace(rung) || afterReleaseId !== null) return [];
  return [{ agentId: null, workspaceId, addedAt: placedAt, releasedAt }];
}

function untakenOf({ handedTo, releasedAt, ...row }: HoldRow): UntakenReceipt | null {
  if (row.untakenInFlightCount === 0) return null;
  return {
    inFlightCount: row.untakenInFlightCount,
    drainedAt: row.untakenDrainedAt,
    lastEndedAt: row.untakenLastEndedAt,
    lastEffectAt: row.untakenLastEffectAt,
    endSeenCount: row.untakenEndSeenCount,
    releasedAt,
    isHandedOver: handedTo !== null,
  };
}
