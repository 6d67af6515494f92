import type { Contract } from '@/lib/xem/wire/contract';

/** Takes secrets out of a text that comes from outside: a refusal may well repeat the key it refuses. */
export type Redact = (text: string) => string;

export function redactor(secrets: readonly string[], { profile }: Contract): Redact {
  const ofVendor = new RegExp(`\\b(?:xero_|${profile.apiKeyPrefix})[\\w-]{8,}`, 'g');
  const known = secrets.filter((secret) => secret !== '');
  return (text) =>
    known
      .reduce((result, secret) => result.replaceAll(secret, '[key]'), text)
      .replaceAll(/\bBearer\s+\S+/gi, 'Bearer [key]')
      .replaceAll(ofVendor, '[key]');
}
