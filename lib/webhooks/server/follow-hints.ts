import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { enqueue, jobKey } from '@/lib/jobs/server/enqueue';
import { announce } from '@/lib/live/server/announce';
import { type ReadAgain, readAgain } from '@/lib/mirror/server/read-again';
import { type Derived, deriveFate } from '@/lib/webhooks/derive-fate';
import { planReads, type ReadableSource, type ReadPlan } from '@/lib/webhooks/plan-reads';
import { type Claimed, claimHints } from '@/lib/webhooks/server/claim-hints';

type Looks = Record<ReadableSource, Map<string, ReadAgain>>;

/**
 * Follows what XEM's events hint at: looks again at what they name, each object once however many events name it, and
 * notes what came of each event. May be run by any number of workers and stopped at any point: what was not settled is
 * claimed again.
 */
export async function followHints(
  context: Context,
): Promise<{ hasNews: boolean; againAfterMs: number | null }> {
  const claimed = await claimHints(context);
  if (claimed.length === 0) return { hasNews: false, againAfterMs: await untilNextMs(context) };
  const plan = planReads(claimed);
  const looks = await lookAtAll(context, plan);
  const settled = claimed.map((hint) => ({
    ...hint,
    derived: deriveFate(
      plan.wanted.get(hint.eventId) ?? { objects: [], polls: [] },
      (source, id) => looks[source].get(id),
      hint.attemptCount,
    ),
  }));
  await settle(context, settled, plan);
  const hasNews = settled.some(({ derived }) => derived.isSettled && derived.fate === 'applied');
  return { hasNews, againAfterMs: await untilNextMs(context) };
}

async function lookAtAll(context: Context, plan: ReadPlan): Promise<Looks> {
  const invocations = await lookAt(context, 'invocations', plan.objects.invocations);
  // An event seldom names the execution of its call; the call itself does.
  const named = [...invocations.values()].flatMap((look) =>
    'executionId' in look && look.executionId !== null ? [look.executionId] : [],
  );
  const executionIds = [...new Set([...plan.objects.executions, ...named])];
  const executions = await lookAt(context, 'executions', executionIds);
  const approvals = await lookAt(context, 'approvals', plan.objects.approvals);
  return { invocations: withTheirExecutions(invocations, executions), executions, approvals };
}

/** An object that can't be stored must not hold up the others: then each is looked at alone. */
async function lookAt(
  context: Context,
  source: ReadableSource,
  ids: readonly string[],
): Promise<Map<string, ReadAgain>> {
  try {
    return await readAgain(context, source, ids);
  } catch (error) {
    const [id] = ids;
    if (ids.length === 1 && id !== undefined) {
      context.logger.error({ err: error, source, id }, 'what a webhook names could not be stored');
      const reason = 'Holdfast failed to store it; see its log.';
      return new Map([[id, { outcome: 'failed', reason, retryAfterMs: null }]]);
    }
    const alone: [string, ReadAgain][] = [];
    for (const one of ids) alone.push(...(await lookAt(context, source, [one])));
    return new Map(alone);
  }
}

/** A call whose record says nothing new has news all the same when its execution has. */
function withTheirExecutions(
  invocations: Map<string, ReadAgain>,
  executions: Map<string, ReadAgain>,
): Map<string, ReadAgain> {
  const joined = [...invocations].map(([id, look]): [string, ReadAgain] => {
    const execution = 'executionId' in look ? executions.get(look.executionId ?? '') : undefined;
    return [id, look.outcome === 'unchanged' && execution?.outcome === 'changed' ? execution : look];
  });
  return new Map(joined);
}

async function settle(
  { db, clock }: Context,
  settled: (Claimed & { derived: Derived })[],
  { polls }: ReadPlan,
): Promise<void> {
  const now = clock.now();
  const rows = settled.map(({ eventId, derived }) => ({
    eventId,
    fate: derived.isSettled ? derived.fate : 'pending',
    reason: derived.reason,
    settledAt: derived.isSettled ? now : null,
    dueAt: derived.isSettled ? null : new Date(now.getTime() + derived.againAfterMs),
  }));
  await db.$transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "WebhookDelivery" AS delivery
      SET fate = given.fate::"WebhookFate", "fateReason" = given.reason,
          "settledAt" = given."settledAt", "dueAt" = given."dueAt"
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS given(
        "eventId" text, fate text, reason text, "settledAt" timestamptz, "dueAt" timestamptz)
      WHERE delivery."eventId" = given."eventId" AND delivery.fate = 'pending'`;
    await askForPolls(tx, polls, now);
    await announce(tx, { incident: null, changed: 'webhooks' });
  });
}

/** A storm of events must not become a storm of readings. */
const pollsApartMs = 1_000;

async function askForPolls(tx: Transaction, sources: ReadPlan['polls'], now: Date): Promise<void> {
  if (sources.length === 0) return;
  const where = { source: { in: sources } };
  const known = await tx.sourceFreshness.findMany({ where, select: { source: true, lastAttemptAt: true } });
  for (const source of sources) {
    const last = known.find((row) => row.source === source)?.lastAttemptAt?.getTime() ?? 0;
    const isSoon = now.getTime() - last < pollsApartMs;
    const afterMs = isSoon ? last + pollsApartMs - now.getTime() : 0;
    await enqueue(tx, 'poll_source', { source }, { key: jobKey('poll_source', { source }), afterMs });
  }
}

async function untilNextMs({ db, clock }: Context): Promise<number | null> {
  const next = await db.webhookDelivery.findFirst({
    where: { dueAt: { not: null } },
    orderBy: { dueAt: 'asc' },
    select: { dueAt: true },
  });
  return next?.dueAt ? Math.max(0, next.dueAt.getTime() - clock.now().getTime()) : null;
}
