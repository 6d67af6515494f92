import 'server-only';
import type { ScopeChange } from '@/lib/containment/next-scope-state';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

export type ScopeStep = { scope: AgentScope; change: ScopeChange };

/**
 * Moves scopes on, with the receipts of their holds, and returns the ids of those that had not moved meanwhile. Takes
 * the rows in the order in which everybody takes them, or two that write many would wait for each other. What counted as
 * stopped by XEM's word and is found running has to drain anew.
 */
export async function writeScopeChanges(tx: Transaction, steps: ScopeStep[]): Promise<Set<string>> {
  const rows = JSON.stringify(steps.map(toRow));
  await tx.$queryRaw`
    SELECT id FROM "AgentScope" WHERE id = ANY(${steps.map(({ scope }) => scope.id)}::uuid[])
    ORDER BY "agentId", "workspaceId" FOR NO KEY UPDATE`;
  const moved = await tx.$queryRaw<{ id: string }[]>`
    UPDATE "AgentScope" AS scope SET
      progress = step.progress,
      "acceptedAt" = step."acceptedAt",
      "observedAt" = step."observedAt",
      "drainedAt" = CASE WHEN scope.progress = 'unverifiable' AND step.progress = 'accepted' THEN NULL
        ELSE scope."drainedAt" END,
      "attemptCount" = step."attemptCount",
      "nextAttemptAt" = step."nextAttemptAt",
      "busyUntil" = NULL,
      "isPausedByUs" = scope."isPausedByUs" AND NOT (scope.desired = 'running' AND step.progress = 'observed'),
      "errorCode" = step."errorCode",
      "errorMessage" = step."errorMessage",
      "xemRequestId" = CASE WHEN step."hasRequestId" THEN step."xemRequestId" ELSE scope."xemRequestId" END
    FROM jsonb_to_recordset(${rows}::jsonb) AS step (
      id uuid, generation int, "fromProgress" "ScopeProgress", "fromAttemptCount" int, progress "ScopeProgress",
      "acceptedAt" timestamptz, "observedAt" timestamptz, "attemptCount" int, "nextAttemptAt" timestamptz,
      "errorCode" text, "errorMessage" text, "hasRequestId" boolean, "xemRequestId" text)
    WHERE scope.id = step.id AND scope.generation = step.generation
      AND scope.progress = step."fromProgress" AND scope."attemptCount" = step."fromAttemptCount"
    RETURNING scope.id::text`;
  const movedIds = new Set(moved.map(({ id }) => id));
  await writeReceipts(
    tx,
    steps.filter(({ scope }) => movedIds.has(scope.id)),
  );
  return movedIds;
}

function toRow({ scope, change }: ScopeStep) {
  const { busyUntil: _free, xemRequestId, ...rest } = change;
  return {
    ...rest,
    id: scope.id,
    generation: scope.generation,
    fromProgress: scope.progress,
    fromAttemptCount: scope.attemptCount,
    hasRequestId: xemRequestId !== undefined,
    xemRequestId: xemRequestId ?? null,
  };
}

/** What has just come about, on every active hold that did not have it yet. */
async function writeReceipts(tx: Transaction, steps: ScopeStep[]): Promise<void> {
  const news = steps
    .filter(({ scope }) => scope.desired === 'paused')
    .map(({ scope, change }) => ({
      id: scope.id,
      acceptedAt: newsOf(scope.acceptedAt, change.acceptedAt),
      observedAt: newsOf(scope.observedAt, change.observedAt),
    }))
    .filter(({ acceptedAt, observedAt }) => acceptedAt !== null || observedAt !== null);
  if (news.length === 0) return;
  await tx.$executeRaw`
    UPDATE "HoldTarget" AS target SET
      "acceptedAt" = COALESCE(target."acceptedAt", news."acceptedAt"),
      "observedAt" = COALESCE(target."observedAt", news."observedAt")
    FROM jsonb_to_recordset(${JSON.stringify(news)}::jsonb)
      AS news (id uuid, "acceptedAt" timestamptz, "observedAt" timestamptz)
    WHERE target."scopeId" = news.id AND target."releasedAt" IS NULL`;
}

function newsOf(before: Date | null, after: Date | null): Date | null {
  return after !== null && after.getTime() !== before?.getTime() ? after : null;
}
