import 'server-only';
import { type BreachReason, breachReason } from '@/lib/containment/breach-reason';
import type { FoundLateCall } from '@/lib/containment/find-late-calls';
import { isShownAs } from '@/lib/containment/server/is-shown-as';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';

export type Breach = FoundLateCall & { reason: BreachReason };

/** Gathers what the log, the approvals and XEM itself say about calls that started inside a stop. */
export async function explainBreaches(
  context: Context,
  started: (FoundLateCall & { call: { approvalId?: string | null } })[],
  scopes: HeldScopeRow[],
): Promise<Breach[]> {
  if (started.length === 0) return [];
  const { clockSkewMs } = context.xem.condition();
  const scopeOf = new Map(scopes.map((scope) => [scope.id, scope]));
  const overridden = await readOverridden(context, started);
  const driftOf = await readDrifts(context, started);
  const breaches: Breach[] = [];
  for (const late of started) {
    const { target, call, happenedAt, stoppedAt } = late;
    const scope = target === null ? undefined : scopeOf.get(target.scopeId);
    const isObserved = scope === undefined || scope.observedAt !== null || scope.progress === 'unverifiable';
    const told = driftOf.get(target?.scopeId ?? '') ?? null;
    const driftedAt = told ?? (await lookForDrift(context, scope, driftOf));
    breaches.push({
      ...late,
      reason: breachReason({
        startedAt: happenedAt,
        stoppedAt,
        clockSkewMs,
        isCovered: target !== null || call.agentId === null,
        isObserved,
        driftedAt,
        pausedAgainAt: scope?.progress === 'observed' ? scope.observedAt : null,
        isOverridden: overridden.has(call.approvalId ?? ''),
      }),
    });
  }
  return breaches;
}

async function readOverridden({ db }: Context, started: { call: { approvalId?: string | null } }[]) {
  const approvalIds = started.flatMap(({ call }) => call.approvalId ?? []);
  const decisions = await db.approvalDecision.findMany({
    where: { approvalId: { in: approvalIds }, decision: 'approved', overrideReason: { not: null } },
    select: { approvalId: true },
  });
  return new Set(decisions.map(({ approvalId }) => approvalId));
}

/** The last drift of each scope, as the logs of these incidents have it. */
async function readDrifts({ db }: Context, started: FoundLateCall[]): Promise<Map<string, Date>> {
  const entries = await db.timelineEntry.findMany({
    where: {
      incidentId: { in: [...new Set(started.map(({ incidentId }) => incidentId))] },
      kind: 'scope_drifted',
    },
    select: { happenedAt: true, data: true },
    orderBy: { happenedAt: 'asc' },
  });
  return new Map(entries.map(({ happenedAt, data }) => [String(Object(data).scopeId), happenedAt]));
}

/** The list of agents may be seconds older than that of calls, so XEM itself is asked, once a scope. */
async function lookForDrift(
  context: Context,
  scope: HeldScopeRow | undefined,
  driftOf: Map<string, Date>,
): Promise<Date | null> {
  if (scope?.progress !== 'observed' || !(await isShownAs('running', context, scope))) return null;
  const now = context.clock.now();
  driftOf.set(scope.id, now);
  return now;
}
