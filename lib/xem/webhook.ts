import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Contract, contract as usualContract } from '@/lib/xem/wire/contract';
import { parseInstant } from '@/lib/xem/wire/values';

export type ReceivedWebhook = {
  /** As it came off the wire: a body that was parsed and written again has another signature. */
  rawBody: Uint8Array;
  headers: { get(name: string): string | null };
  now: Date;
  /** Each is good for itself, so that a secret can be changed without a gap. */
  secrets: readonly string[];
};

export type WebhookVerdict =
  | { isGenuine: true; sentAt: Date; secretIndex: number }
  | { isGenuine: false; reason: WebhookRefusal };

type WebhookRefusal =
  | 'no_secret'
  | 'no_signature'
  | 'no_timestamp'
  | 'wrong_signature'
  | 'too_old'
  | 'from_the_future';

/** Whether XEM sent this, lately. The time it takes says nothing about how near a forgery came. */
export function verifyWebhook(received: ReceivedWebhook, contract: Contract = usualContract): WebhookVerdict {
  const refused = (reason: WebhookRefusal): WebhookVerdict => ({ isGenuine: false, reason });
  const { secrets, headers, now } = received;
  const given = headers.get(contract.webhook.signatureHeader);
  const timestamp = headers.get(contract.webhook.timestampHeader)?.trim();
  const known = secrets.filter((secret) => secret !== '');
  if (known.length === 0) return refused('no_secret');
  if (!given) return refused('no_signature');
  if (!timestamp) return refused('no_timestamp');

  const matches = known.map((secret) => isSignedWith(secret, timestamp, received.rawBody, given));
  const secretIndex = matches.indexOf(true);
  if (secretIndex === -1) return refused('wrong_signature');

  const sentAt = parseInstant(timestamp);
  if (sentAt === null) return refused('no_timestamp');
  const ageMs = now.getTime() - sentAt.getTime();
  const maxAgeMs = contract.webhook.maxAgeSeconds * 1000;
  if (ageMs > maxAgeMs) return refused('too_old');
  if (ageMs < -maxAgeMs) return refused('from_the_future');
  return { isGenuine: true, sentAt, secretIndex };
}

/**
 * For a person who can't find out why every delivery is refused: whether the router signs with the bytes
 * that the secret spells in hex. Never a reason to accept anything.
 */
export function isSignedWithDecodedSecret(
  received: ReceivedWebhook,
  contract: Contract = usualContract,
): boolean {
  const given = received.headers.get(contract.webhook.signatureHeader);
  const timestamp = received.headers.get(contract.webhook.timestampHeader)?.trim();
  if (!given || !timestamp) return false;
  return received.secrets
    .filter((secret) => /^([0-9a-f]{2})+$/i.test(secret))
    .some((secret) => isSignedWith(Buffer.from(secret, 'hex'), timestamp, received.rawBody, given));
}

/** The value is bare hex, or the same behind `sha256=`: the vendor's pages show both (contract 4.4). */
function isSignedWith(key: string | Buffer, timestamp: string, rawBody: Uint8Array, given: string): boolean {
  const wanted = createHmac('sha256', key).update(`${timestamp}.`).update(rawBody).digest();
  const hex = given.trim().replace(/^sha256=/i, '');
  return /^[0-9a-f]{64}$/i.test(hex) && timingSafeEqual(Buffer.from(hex, 'hex'), wanted);
}
