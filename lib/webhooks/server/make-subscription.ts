import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { publicUrl } from '@/lib/auth/public-url';
import type { Context } from '@/lib/context';
import { databaseFailure } from '@/lib/db/database-failure';
import type { WebhookSubscription } from '@/lib/db/generated/client';
import { readEnv } from '@/lib/env';
import { AppError, isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import { sealSecret } from '@/lib/webhooks/server/seal-secret';
import { toSubscription } from '@/lib/webhooks/server/to-subscription';
import { isUsableAddress, webhookAddress } from '@/lib/webhooks/webhook-address';
import type { Subscription } from '@/lib/webhooks/webhook-schema';
import { readContract } from '@/lib/xem/read-contract';
import type { CreatedWebhook } from '@/lib/xem/webhook-subscription';

/** A request that has not been answered after this long never will be: whoever asked is gone. */
const answeredWithinMs = 60_000;

/**
 * Asks XEM for a subscription that sends here and keeps its secret sealed. The intent is written first, the call is made
 * once, and the new one takes the place of the current one, which stays good until it is ended. Throws `conflict` while
 * another one is being made, `invalid_input` where XEM could not reach this installation.
 */
export async function makeSubscription(
  context: Context,
  mayGo: (placed: { isCurrent: boolean; isPrevious: boolean }) => void,
): Promise<Subscription> {
  const env = readEnv();
  const request = { url: webhookAddress(publicUrl(env)), events: [...readContract(env).webhook.events] };
  if (!isUsableAddress(request.url)) {
    throw new AppError('invalid_input', `HOLDFAST_URL: ${request.url} is not https`, {
      userMessage: 'XEM sends to https addresses only. An operator has to set HOLDFAST_URL to one.',
    });
  }
  const { id } = await writeIntent(context, request, mayGo);
  let created: CreatedWebhook;
  try {
    created = await context.xem.createWebhook({ ...request, description: 'Holdfast' });
  } catch (error) {
    await writeFailure(context, id, error);
    throw error;
  }
  return toSubscription(await writeOutcome(context, id, created, env.HOLDFAST_SECRET));
}

function writeIntent(
  context: Context,
  request: { url: string; events: string[] },
  mayGo: Parameters<typeof makeSubscription>[1],
): Promise<WebhookSubscription> {
  const { db, clock, actor } = context;
  const requestedAt = clock.now();
  return db.$transaction(async (tx) => {
    const placed = await tx.webhookSubscription.findMany({ where: { slot: { not: null } } });
    mayGo({
      isCurrent: placed.some(({ slot }) => slot === 'current'),
      isPrevious: placed.some(({ slot }) => slot === 'previous'),
    });
    const next = placed.find(({ slot }) => slot === 'next');
    if (next && requestedAt.getTime() - next.requestedAt.getTime() < answeredWithinMs) throw beingMade();
    if (next) {
      await tx.webhookSubscription.update({
        where: { id: next.id },
        data: { slot: null, endedAt: requestedAt, failure: 'Holdfast was stopped before XEM answered.' },
      });
    }
    const row = await tx.webhookSubscription
      .create({ data: { slot: 'next', ...request, requestedAt, requestedBy: actor.name } })
      .catch((cause: unknown) => {
        // The slot is unique: somebody else was quicker.
        throw isAppError(databaseFailure(cause), 'conflict') ? beingMade(cause) : cause;
      });
    await recordAudit(context, tx, {
      action: 'webhook_requested',
      subjectKind: 'webhook',
      subjectId: row.id,
      data: request,
    });
    await announce(tx, { incident: null, changed: 'webhooks' });
    return row;
  });
}

const beingMade = (cause?: unknown): AppError =>
  new AppError('conflict', 'a subscription is being made at this moment', {
    userMessage: 'A subscription is being made at this moment.',
    cause,
  });

async function writeFailure(context: Context, id: string, error: unknown): Promise<void> {
  const { db, clock } = context;
  const failure = isAppError(error) ? error.userMessage : 'Something went wrong; see the log.';
  await db.$transaction(async (tx) => {
    await tx.webhookSubscription.update({
      where: { id },
      data: { slot: null, endedAt: clock.now(), failure },
    });
    await recordAudit(context, tx, {
      action: 'webhook_not_created',
      subjectKind: 'webhook',
      subjectId: id,
      data: { failure },
    });
    await announce(tx, { incident: null, changed: 'webhooks' });
  });
}

function writeOutcome(
  context: Context,
  id: string,
  { webhook, secret, receipt }: CreatedWebhook,
  installationSecret: string,
): Promise<WebhookSubscription> {
  return context.db.$transaction(async (tx) => {
    await tx.webhookSubscription.updateMany({ where: { slot: 'current' }, data: { slot: 'previous' } });
    const row = await tx.webhookSubscription.update({
      where: { id },
      data: {
        slot: 'current',
        xemWebhookId: webhook.webhookId,
        sealedSecret: secret === null ? null : sealSecret(installationSecret, id, secret),
        activeAt: context.clock.now(),
      },
    });
    await recordAudit(context, tx, {
      action: 'webhook_created',
      subjectKind: 'webhook',
      subjectId: webhook.webhookId,
      xemRequestId: receipt.requestId,
      data: { hasSecret: secret !== null },
    });
    await announce(tx, { incident: null, changed: 'webhooks' });
    return row;
  });
}
