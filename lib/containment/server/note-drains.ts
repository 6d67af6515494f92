import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import type { OpenCall } from '@/lib/containment/open-call';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { haveCallsBeenReadSince } from '@/lib/containment/server/read-freshness';
import { type HeldScopeRow, stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Says that a scope is drained once nothing is in flight there, by lists that were read after the stop. */
export async function noteDrains(context: Context, scopes: HeldScopeRow[], calls: OpenCall[]): Promise<void> {
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  for (const scope of scopes) {
    const stoppedAt = stoppedAtOf(scope);
    if (stoppedAt === null || scope.drainedAt !== null || scope.progress === 'drifted') continue;
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    if (inFlight.some((call) => mayBeIn(ref, call))) continue;
    if (await haveCallsBeenReadSince(context.db, stoppedAt)) await noteDrain(context, scope);
  }
}

/** A call of the agent whose workspace nobody knows may be in any of them. */
function mayBeIn(ref: { agentId: string; workspaceId: string | null }, call: OpenCall): boolean {
  if (call.agentId === ref.agentId && call.workspaceId === null) return true;
  return isInScope(ref, call);
}

async function noteDrain(context: Context, scope: HeldScopeRow): Promise<void> {
  const drainedAt = context.clock.now();
  const { id, agentId, workspaceId, generation, requestedAt, acceptedAt, observedAt } = scope;
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.agentScope.updateMany({
      where: { id, generation, progress: scope.progress, drainedAt: null },
      data: { drainedAt },
    });
    if (count === 0) return;
    const targets = await tx.holdTarget.findMany({
      where: { scopeId: id, releasedAt: null },
      include: { hold: { include: { incident: { select: { number: true } } } } },
      orderBy: { hold: { incidentId: 'asc' } },
    });
    for (const target of targets) {
      const lastEndedAt = await readLastEnd(tx, scope, target.addedAt);
      await tx.holdTarget.update({
        where: { holdId_scopeId: { holdId: target.holdId, scopeId: id } },
        data: { drainedAt, lastEndedAt },
      });
      await appendEntry(context, tx, {
        incidentId: target.hold.incidentId,
        kind: 'scope_drained',
        source: 'containment',
        sourceId: `scope:${id}:g${generation}:drained:${target.holdId}:${drainedAt.getTime()}`,
        happenedAt: lastEndedAt ?? drainedAt,
        data: {
          scopeId: id,
          holdId: target.holdId,
          agentId,
          workspaceId: workspaceId || null,
          requestedAt,
          acceptedAt,
          observedAt,
          drainedAt,
          lastEndedAt,
          inFlightAtStopCount: target.inFlightCount,
        },
      });
    }
    await announceContainment(
      tx,
      targets.map(({ hold }) => hold.incident.number),
    );
  });
}

/** A call that began a day before its end is as long as any that the mirror looks for. */
const longestRunMs = 24 * 3_600_000;

async function readLastEnd(tx: Transaction, scope: HeldScopeRow, addedAt: Date): Promise<Date | null> {
  const last = await tx.execution.findFirst({
    where: {
      agentId: scope.agentId,
      ...(scope.workspaceId !== '' && { workspaceId: scope.workspaceId }),
      occurredAt: { gte: new Date(addedAt.getTime() - longestRunMs) },
      completedAt: { gt: addedAt },
    },
    orderBy: { completedAt: 'desc' },
    select: { completedAt: true },
  });
  return last?.completedAt ?? null;
}
