/** What became of an event: whether reading again on its account brought news. */
export const webhookFates = ['pending', 'applied', 'polled', 'nothing_new', 'ignored', 'failed'] as const;
export type WebhookFate = (typeof webhookFates)[number];

export const fateLabels: Record<WebhookFate, string> = {
  pending: 'Waiting',
  applied: 'Applied',
  polled: 'List read again',
  nothing_new: 'Nothing new',
  ignored: 'Ignored',
  failed: 'Failed',
};

/** Why a request to the intake was refused. */
export const refusalReasons = [
  'not_configured',
  'no_signature',
  'no_timestamp',
  'wrong_signature',
  'decoded_secret',
  'too_old',
  'from_the_future',
  'too_large',
  'too_slow',
  'too_many',
] as const;
export type RefusalReason = (typeof refusalReasons)[number];

/** As a person reads them who wants to know what to do about it. */
export const refusalLabels: Record<RefusalReason, string> = {
  not_configured: 'No secret is known here, so nothing could be checked.',
  no_signature: 'It carried no signature.',
  no_timestamp: 'It carried no time that can be read.',
  wrong_signature: 'Its signature is by no secret that is known here.',
  decoded_secret: 'It was signed with the bytes that the secret spells in hex, not with its text.',
  too_old: 'It was signed more than five minutes ago: late, repeated by somebody, or the clocks differ.',
  from_the_future: 'It was signed more than five minutes ahead of our clock.',
  too_large: 'It was larger than 1 MB.',
  too_slow: 'Its body did not arrive within ten seconds.',
  too_many: 'Too many deliveries were arriving at once; XEM sends it again.',
};

/** Path of the intake below the public address. */
export const webhookPath = '/api/webhooks/xem';

/** Secrets that stand in the environment, rather than with a subscription of ours. */
export const environmentSigner = 'environment';

/** How long deliveries are kept, in days. */
export const keptDays = 7;
