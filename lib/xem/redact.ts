import type { Contract } from '@/lib/xem/wire/contract';

/** Takes secrets out of a text that comes from outside: a refusal may well repeat the key it refuses. */
export type Redact = (text: string) => string;

/** What may stand behind Bearer (RFC 6750), long enough not to be a word such as `token`. */
const bearer = /\b(Bearer\s+)[\w.~+/-]{12,}=*/gi;

/** For single messages: in the text of a whole document it would not see where a value ends. */
export function redactor(secrets: readonly string[], { profile }: Contract): Redact {
  const ofVendor = new RegExp(`\\b(?:xero_|${profile.apiKeyPrefix})[\\w-]{8,}`, 'g');
  const known = secrets.filter((secret) => secret !== '');
  return (text) =>
    known
      .reduce((result, secret) => result.replaceAll(secret, '[key]'), text)
      .replaceAll(bearer, '$1[key]')
      .replaceAll(ofVendor, '[key]');
}
