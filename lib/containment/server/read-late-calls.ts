import 'server-only';
import { type LateCall, lateCallSchema } from '@/lib/containment/containment';
import type { Transaction } from '@/lib/db/client';
import { readNames } from '@/lib/mirror/server/read-names';

/** What entries lack that were written before a late call was told with it. */
const untold = {
  agentName: null,
  reason: null,
  holdId: null,
  scopeId: null,
  clockSkewMs: null,
  landedAt: null,
};

/** Calls that came after a stop of this incident, as its log has them; newest first. */
export async function readLateCalls(db: Transaction, incidentId: string): Promise<LateCall[]> {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId, kind: 'call_after_stop' },
    select: { happenedAt: true, data: true },
    orderBy: { happenedAt: 'desc' },
  });
  const told = entries.map(({ happenedAt, data }) =>
    lateCallSchema.parse({ ...untold, ...(data as object), happenedAt: happenedAt.toISOString() }),
  );
  const calls = [...Map.groupBy(told, ({ executionId }) => executionId).values()]
    .flatMap(oneCall)
    .sort((one, other) => other.happenedAt.localeCompare(one.happenedAt));
  const names = await readNames(
    db,
    calls.map(({ agentId }) => ({ agentId })),
  );
  return calls.map((call) => ({ ...call, agentName: names.agent(call.agentId) ?? call.agentId }));
}

/** One that started after the stop and landed has two entries, and is one call. */
function oneCall(entries: LateCall[]): LateCall[] {
  const landed = entries.find(({ how }) => how === 'landed');
  const told = entries.find(({ how }) => how === 'started') ?? landed;
  if (told === undefined) return [];
  return [{ ...told, status: landed?.status ?? told.status, landedAt: landed?.happenedAt ?? null }];
}
