/** Takes secrets out of a text that comes from outside: a refusal may well repeat the key it refuses. */
export type Redact = (text: string) => string;

export function redactor(secrets: readonly string[]): Redact {
  const known = secrets.filter((secret) => secret !== '');
  return (text) =>
    known
      .reduce((result, secret) => result.replaceAll(secret, '[key]'), text)
      .replaceAll(/\bBearer\s+\S+/gi, 'Bearer [key]')
      .replaceAll(/\bxero_[\w-]{8,}/g, '[key]');
}
