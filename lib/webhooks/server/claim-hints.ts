import 'server-only';
import type { Context } from '@/lib/context';
import type { Hint } from '@/lib/webhooks/plan-reads';

export type Claimed = Hint & { attemptCount: number };

const claimedAtOnce = 500;
/** A worker that has not settled them by then is taken for dead, in ms. */
const claimedForMs = 60_000;

/** Events that wait to be followed, oldest first, so that no other worker follows them meanwhile. */
export function claimHints({ db, clock }: Pick<Context, 'db' | 'clock'>): Promise<Claimed[]> {
  const now = clock.now();
  return db.$queryRaw<Claimed[]>`
    UPDATE "WebhookDelivery"
    SET "dueAt" = ${new Date(now.getTime() + claimedForMs)}::timestamptz, "attemptCount" = "attemptCount" + 1
    WHERE "eventId" IN (
      SELECT "eventId" FROM "WebhookDelivery" WHERE "dueAt" <= ${now}::timestamptz
      ORDER BY "dueAt" LIMIT ${claimedAtOnce} FOR UPDATE SKIP LOCKED)
    RETURNING "eventId", type, "executionId", "invocationId", "approvalId", "agentId", "attemptCount"`;
}
