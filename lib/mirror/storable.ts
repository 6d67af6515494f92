/** Makes what XEM says fit for PostgreSQL, which refuses some values that JSON allows. */

const suspect = /\\u(0000|d[89a-f])/i;

/** JSON text without NUL characters and lone surrogates, which `jsonb` and `text` refuse. */
export function storableJson(value: unknown): string {
  const text = JSON.stringify(value);
  return suspect.test(text) ? JSON.stringify(JSON.parse(text), cleaned) : text;
}

function cleaned(_key: string, value: unknown): unknown {
  if (typeof value === 'string') return cleanText(value);
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [cleanText(key), item]));
}

export const cleanText = (text: string): string => text.replaceAll('\0', '').toWellFormed();

/** Longest id, in characters: an index entry takes 2,704 bytes, and an id stands there almost alone. */
const longestId = 500;

/** Longest word, in bytes: six of them stand in one index entry. */
const longestWordBytes = 400;

/** A name or a status, cut where an index would refuse it; the whole is in the raw record. */
export function storableWord(word: string): string;
export function storableWord(word: string | null): string | null;
export function storableWord(word: string | null): string | null {
  return word === null ? null : cutTo(longestWordBytes, cleanText(word));
}

/** Between two characters, never within one. */
function cutTo(limitBytes: number, text: string): string {
  const { read } = new TextEncoder().encodeInto(text, new Uint8Array(limitBytes));
  return text.slice(0, read);
}

/** Whether a row can be kept under this id: a cut id would be another one. */
export const isStorableId = (id: string): boolean => id.length <= longestId && cleanText(id) === id;

const largestInt = 2_147_483_647;

/** Null for what is no whole number of 32 bits; the raw record still has it. */
export function storableInt(value: number | null): number | null {
  if (value === null) return null;
  const whole = Math.round(value);
  return Math.abs(whole) <= largestInt ? whole : null;
}

/** Null for a year that PostgreSQL and people would not take for one. */
export function storableInstant(at: Date | null): Date | null {
  const year = at?.getUTCFullYear() ?? 0;
  return year >= 1970 && year <= 9999 ? at : null;
}
