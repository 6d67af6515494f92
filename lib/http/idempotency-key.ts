/** Names one intended change. Works on plain HTTP too, where browsers keep `crypto.randomUUID` to themselves. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
