import 'server-only';
import { type BreachReason, breachReason } from '@/lib/containment/breach-reason';
import type { FoundLateCall } from '@/lib/containment/find-late-calls';
import { lookAtScopes } from '@/lib/containment/server/look-at-scopes';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readLiftedByUs } from '@/lib/containment/server/read-lifted-by-us';
import { readShown } from '@/lib/containment/server/read-shown';
import type { Context } from '@/lib/context';

/** Looks for the reasons of one incident's breaches: they are told of now, and a guess is good enough for the rest. */
const mostLooks = 20;

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
  const driftOf = await readDrifts(context, started, scopeOf);
  const ours = await readLiftedByUs(context.db, scopes, context.clock.now());
  const breaches: Breach[] = [];
  for (const late of started) {
    const { target, call, happenedAt, stoppedAt } = late;
    const scope = target === null ? undefined : scopeOf.get(target.scopeId);
    const isObserved = scope === undefined || scope.observedAt !== null || scope.progress === 'unverifiable';
    breaches.push({
      ...late,
      reason: breachReason({
        startedAt: happenedAt,
        stoppedAt,
        clockSkewMs,
        isCovered: target !== null || call.agentId === null,
        isObserved,
        driftedAt: driftOf.get(target?.scopeId ?? '') ?? null,
        pausedAgainAt: scope?.progress === 'observed' ? scope.observedAt : null,
        ownLift: ours.get(target?.scopeId ?? '') ?? null,
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

/** When each scope was last found running: by the logs of these incidents, by a look, or by the list of agents. */
async function readDrifts(
  context: Context,
  started: FoundLateCall[],
  scopeOf: Map<string, HeldScopeRow>,
): Promise<Map<string, Date>> {
  const driftOf = await readLoggedDrifts(context, started);
  const scopeIds = new Set(started.flatMap(({ target }) => target?.scopeId ?? []));
  const doubted = [...scopeIds].flatMap((id) => {
    const scope = scopeOf.get(id);
    return scope?.progress === 'observed' ? scope : [];
  });
  // The list of agents may be seconds older than that of calls, so XEM itself is asked, once a scope.
  const looked = await lookAtScopes(context, doubted.slice(0, mostLooks));
  const shown = await readShown(context.db, doubted);
  const listed = new Map(shown.map(({ scope, seen }) => [scope, seen]));
  for (const scope of doubted) {
    const seen = looked.get(scope) ?? 'unknown';
    if ((seen === 'unknown' ? listed.get(scope) : seen) === 'running')
      driftOf.set(scope.id, context.clock.now());
  }
  return driftOf;
}

async function readLoggedDrifts({ db }: Context, started: FoundLateCall[]): Promise<Map<string, Date>> {
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
