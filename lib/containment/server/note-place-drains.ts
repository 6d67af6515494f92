import 'server-only';
import type { PlaceHold } from '@/lib/containment/find-late-calls';
import { endedStatuses, neverRanStatuses, type OpenCall } from '@/lib/containment/open-call';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { untakenCallsIn } from '@/lib/containment/untaken-in-place';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';

/**
 * Closes what the receipt of a held place tells of calls that name no agent, once none is in flight there by lists that
 * were read after the stop; `readSince` and `calls` as for the drains of scopes.
 */
export async function notePlaceDrains(
  context: Context,
  places: PlaceHold[],
  { calls, readSince }: { calls: OpenCall[]; readSince: Date | null },
): Promise<void> {
  if (readSince === null) return;
  const { clockSkewMs } = context.xem.condition();
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  const quiet = places.filter(
    (place) => readSince > place.placedAt && untakenCallsIn(place, inFlight, clockSkewMs).length === 0,
  );
  const open = await context.db.hold.findMany({
    where: {
      id: { in: quiet.map(({ holdId }) => holdId) },
      untakenInFlightCount: { gt: 0 },
      untakenDrainedAt: null,
    },
    select: { id: true },
    orderBy: { id: 'asc' },
  });
  for (const { id } of open) await closePlace(context, id, clockSkewMs);
}

/**
 * With the end, by our clock, of the last of those calls that had been seen by the stop, and of the last that may have
 * changed something. What its invocation lays to an agent is in the receipt of that one.
 */
async function closePlace({ db, clock }: Context, holdId: string, clockSkewMs: number | null): Promise<void> {
  const ahead = Prisma.sql`${clockSkewMs ?? 0} * interval '1 millisecond'`;
  await db.$transaction(async (tx) => {
    const closed = await tx.$queryRaw<{ number: number }[]>`
      UPDATE "Hold" AS hold SET
        "untakenDrainedAt" = ${clock.now()},
        "untakenLastEndedAt" = ends."lastEndedAt",
        "untakenLastEffectAt" = ends."lastEffectAt",
        "untakenEndSeenCount" = ends."endSeenCount"
      FROM "Incident" AS incident, "Hold" AS place CROSS JOIN LATERAL (
        SELECT count(*) FILTER (WHERE ended."observedAt" > place."placedAt") AS "endSeenCount",
          max(ended.at) FILTER (WHERE ended.at > place."placedAt") AS "lastEndedAt",
          max(ended.at) FILTER (WHERE ended.at > place."placedAt" AND ended.risk IS DISTINCT FROM 'read'
            AND ended.status <> ALL(${neverRanStatuses})) AS "lastEffectAt"
        FROM (
          SELECT execution.risk, execution.status, execution."observedAt",
            CASE WHEN execution."completedAt" IS NOT NULL THEN execution."completedAt" - ${ahead}
              WHEN execution.status = ANY(${endedStatuses}) THEN execution."observedAt" END AS at
          FROM "Execution" AS execution
          LEFT JOIN "Invocation" AS invocation ON invocation."invocationId" = execution."invocationId"
          WHERE execution."agentId" IS NULL AND invocation."agentId" IS NULL
            AND (place."workspaceId" IS NULL
              OR COALESCE(execution."workspaceId", invocation."workspaceId") = place."workspaceId")
            AND LEAST(execution."firstSeenAt", invocation."firstSeenAt") <= place."placedAt"
            AND execution."occurredAt" >= place."placedAt" + ${ahead} - interval '24 hours') AS ended
        WHERE ended.at IS NOT NULL) AS ends
      WHERE place.id = ${holdId}::uuid AND hold.id = place.id AND hold."untakenDrainedAt" IS NULL
        AND incident.id = hold."incidentId"
      RETURNING incident.number`;
    await announceContainment(
      tx,
      closed.map(({ number }) => number),
    );
  });
}
