import 'server-only';
import type { PlaceHold } from '@/lib/containment/find-late-calls';
import { freeTimesOf } from '@/lib/containment/server/free-times-of';
import { stoppedFrom } from '@/lib/containment/stopped-from';
import type { Transaction } from '@/lib/db/client';

/**
 * The holds that mean a place and not only agents. One that followed a release means its own targets, wherever it lies. Also
 * those that were handed over while calls of no agent ran: these land after the stop of the first incident too. Of all
 * incidents, unless one is named.
 */
export async function readPlaceHolds(db: Transaction, incidentId?: string): Promise<PlaceHold[]> {
  const holds = await db.hold.findMany({
    where: {
      ...(incidentId !== undefined && { incidentId }),
      afterReleaseId: null,
      rung: { in: ['workspace', 'all'] },
      OR: [{ releasedAt: null }, { id: { in: await readHandedPlaces(db) } }],
    },
    select: {
      id: true,
      incidentId: true,
      workspaceId: true,
      placedAt: true,
      releasedAt: true,
      targets: {
        select: {
          addedAt: true,
          acceptedAt: true,
          observedAt: true,
          releasedAt: true,
          scope: {
            select: {
              agentId: true,
              workspaceId: true,
              desired: true,
              progress: true,
              acceptedAt: true,
              observedAt: true,
              lastAttemptAt: true,
            },
          },
        },
      },
    },
  });
  return holds.map(({ id, targets, releasedAt: endedAt, ...hold }) => ({
    ...hold,
    holdId: id,
    isHandedOver: endedAt !== null,
    stoppedAt: lastOf(
      targets.flatMap(({ releasedAt, scope, ...target }) =>
        releasedAt === null ? [stoppedFrom(scope.progress, target)] : [],
      ),
    ),
    targets: targets.map(({ addedAt, scope }) => ({
      addedAt,
      agentId: scope.agentId,
      workspaceId: scope.workspaceId || null,
    })),
    free: freeTimesOf(targets),
  }));
}

function lastOf(times: (Date | null)[]): Date | null {
  const known = times.flatMap((time) => time ?? []);
  if (known.length < times.length || known.length === 0) return null;
  return new Date(Math.max(...known.map(Number)));
}

/** Of which the receipt is open still, as long as the hold stands that means their place by now. */
async function readHandedPlaces(db: Transaction): Promise<string[]> {
  const handed = await db.$queryRaw<{ id: string }[]>`
    WITH RECURSIVE standing AS (
      SELECT id FROM "Hold" WHERE "releasedAt" IS NULL AND rung IN ('workspace', 'all')
      UNION
      SELECT hold.id FROM standing JOIN "Hold" AS hold ON hold."handedToId" = standing.id)
    SELECT hold.id::text FROM standing JOIN "Hold" AS hold ON hold.id = standing.id
    WHERE hold."handedToId" IS NOT NULL AND hold."untakenInFlightCount" > 0 AND hold."untakenDrainedAt" IS NULL`;
  return handed.map(({ id }) => id);
}
