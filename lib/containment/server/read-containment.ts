import 'server-only';
import { buildHeldScope } from '@/lib/containment/build-containment';
import { capLateCalls } from '@/lib/containment/cap-late-calls';
import type { Containment } from '@/lib/containment/containment';
import { isOfPlace } from '@/lib/containment/hold';
import type { OpenCall } from '@/lib/containment/open-call';
import { readCallsAsOf } from '@/lib/containment/server/read-freshness';
import { holdParts, namesIn, readGoneAgents, toHold } from '@/lib/containment/server/read-hold';
import { readLateCalls } from '@/lib/containment/server/read-late-calls';
import { readOpenApprovals } from '@/lib/containment/server/read-open-approvals';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readPlaceHolds } from '@/lib/containment/server/read-place-holds';
import { joinUntaken, untakenOf } from '@/lib/containment/untaken';
import { untakenAtStop } from '@/lib/containment/untaken-at-stop';
import { untakenCallsIn } from '@/lib/containment/untaken-in-place';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readNames } from '@/lib/mirror/server/read-names';
import { profiles } from '@/lib/xem/wire/profiles';

/** Everything an incident holds or held: its holds, the scopes behind them, and what moves in these. */
export async function readContainment(
  { db, clock, xem }: Context,
  { incidentRef }: { incidentRef: string },
): Promise<Containment> {
  const incident = await findIncident(db, incidentRef);
  const holds = await db.hold.findMany({
    where: { incidentId: incident.id },
    include: holdParts,
    orderBy: { placedAt: 'desc' },
  });
  const lateCalls = await readLateCalls(db, incident.id);
  const names = await readNames(db, namesIn(holds));
  const goneIds = await readGoneAgents(
    db,
    holds.flatMap((hold) => hold.targets),
  );
  const targets = Map.groupBy(
    holds.flatMap((hold) => hold.targets.map((target) => ({ ...target, placedAt: hold.placedAt }))),
    ({ scopeId }) => scopeId,
  );
  const others = await readOtherHolders(db, incident.id, [...targets.keys()]);
  const agentIds = [...new Set([...targets.values()].flatMap((of) => of.map(({ scope }) => scope.agentId)))];
  const heldPlaces = holds.filter(({ releasedAt, rung }) => releasedAt === null && isOfPlace(rung));
  const untaken = joinUntaken(heldPlaces.map((hold) => untakenOf(hold, [])));
  const open =
    agentIds.length === 0
      ? { calls: [], approvals: [] }
      : {
          calls: await readOpenCalls(db, { agentIds, untaken }, clock.now()),
          approvals: await readOpenApprovals(db),
        };
  const scopes = [...targets.values()].flatMap((of) => {
    const [first] = of;
    if (!first) return [];
    const { id, workspaceId, ...scope } = first.scope;
    return buildHeldScope(
      {
        ...scope,
        scopeId: id,
        workspaceId: workspaceId || null,
        agentName: names.agent(scope.agentId) ?? scope.agentId,
        workspaceName: names.workspace(workspaceId) ?? (workspaceId || null),
        targets: of,
        alsoHeldBy: others.filter(({ scopeId }) => scopeId === id).map(({ number }) => incidentRefOf(number)),
      },
      open,
      profiles[readEnv().XEM_PROFILE].cli,
    );
  });
  return {
    incidentRef: incidentRefOf(incident.number),
    holds: holds.map((hold) => toHold(hold, { names, late: lateCalls, goneIds })),
    scopes: scopes.sort((one, other) => Number(other.isHeld) - Number(one.isHeld)),
    untakenInFlightCount: await countUntaken(db, incident.id, open.calls, xem.condition().clockSkewMs),
    untakenInFlightAtStopCount: untakenAtStop(heldPlaces),
    ...capLateCalls(lateCalls),
    asOf: (await readCallsAsOf(db))?.toISOString() ?? null,
  };
}

async function countUntaken(
  db: Transaction,
  incidentId: string,
  calls: OpenCall[],
  clockSkewMs: number | null,
): Promise<number> {
  const inFlight = calls.filter(({ agentId, stage }) => agentId === null && stage === 'in_flight');
  if (inFlight.length === 0) return 0;
  const places = (await readPlaceHolds(db, incidentId)).filter(({ isHandedOver }) => !isHandedOver);
  return new Set(places.flatMap((place) => untakenCallsIn(place, inFlight, clockSkewMs))).size;
}

async function readOtherHolders(db: Transaction, incidentId: string, scopeIds: string[]) {
  const targets = await db.holdTarget.findMany({
    where: { scopeId: { in: scopeIds }, releasedAt: null, hold: { incidentId: { not: incidentId } } },
    select: { scopeId: true, hold: { select: { incident: { select: { number: true } } } } },
  });
  return targets.map(({ scopeId, hold }) => ({ scopeId, number: hold.incident.number }));
}
