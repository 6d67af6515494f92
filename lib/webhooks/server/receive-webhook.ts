import 'server-only';
import { AppError, type ErrorCode } from '@/lib/errors';
import { bodyLimitBytes } from '@/lib/webhooks/server/body-reader';
import type { Intake } from '@/lib/webhooks/server/intake';
import { toNewDelivery } from '@/lib/webhooks/server/to-new-delivery';
import { environmentSigner, type RefusalReason, refusalLabels } from '@/lib/webhooks/webhook';
import { isSignedWithDecodedSecret, type ReceivedWebhook, verifyWebhook } from '@/lib/xem/webhook';

const codes: Partial<Record<RefusalReason, ErrorCode>> = {
  not_configured: 'not_found',
  too_large: 'too_large',
  too_slow: 'unavailable',
  too_many: 'unavailable',
};

/**
 * Takes a delivery in: checks that XEM sent it lately, keeps it, and is done. What it tells of is looked at by a job.
 * Throws `not_allowed` for what is not genuine, `too_large`,
 * `unavailable` for a body that is too slow or one of too many, or `not_found` where no secret is known.
 */
export async function receiveWebhook(
  intake: Intake,
  request: Request,
): Promise<{ eventId: string; isRepeat: boolean }> {
  const now = intake.clock.now();
  const refuse = (reason: RefusalReason): never => {
    intake.ledger.noteRefused(reason, now);
    throw new AppError(codes[reason] ?? 'not_allowed', `webhook refused: ${reason}`, {
      userMessage: refusalLabels[reason],
      details: { reason, ...(reason === 'too_large' && { limitBytes: bodyLimitBytes }) },
    });
  };
  const known = await intake.secrets.known();
  // Nothing unsigned is worth reading.
  if (known.length > 0 && !request.headers.has(intake.contract.webhook.signatureHeader))
    refuse('no_signature');
  const body = await intake.bodies.read(request);
  const rawBody = typeof body === 'string' ? refuse(body) : body;
  const verify = (secrets: typeof known) => {
    const received = { rawBody, headers: request.headers, now, secrets: secrets.map(({ secret }) => secret) };
    const verdict = verifyWebhook(received, intake.contract);
    const signer = verdict.isGenuine ? secrets[verdict.secretIndex] : undefined;
    return { received, verdict, signer };
  };
  let checked = verify(known);
  // Somebody may have made a new secret since ours were read.
  if (isUnexplained(checked.verdict)) checked = verify(await intake.secrets.latest());
  const { received, verdict, signer } = checked;
  if (!verdict.isGenuine) return refuse(reasonOf(verdict.reason, received, intake));
  const signedBy = signer?.signedBy ?? environmentSigner;
  const delivery = toNewDelivery(rawBody, { receivedAt: now, signedBy }, intake.contract);
  const { isRepeat } = await intake.keep(delivery);
  intake.ledger.noteReceived(signedBy, now, { isRepeat, isHint: delivery.ignored === null });
  return { eventId: delivery.eventId, isRepeat };
}

type Verdict = ReturnType<typeof verifyWebhook>;

const isUnexplained = (verdict: Verdict): boolean =>
  !verdict.isGenuine && (verdict.reason === 'wrong_signature' || verdict.reason === 'no_secret');

function reasonOf(
  reason: Extract<Verdict, { isGenuine: false }>['reason'],
  received: ReceivedWebhook,
  { contract }: Intake,
): RefusalReason {
  if (reason === 'no_secret') return 'not_configured';
  if (reason === 'wrong_signature' && isSignedWithDecodedSecret(received, contract)) return 'decoded_secret';
  return reason;
}
