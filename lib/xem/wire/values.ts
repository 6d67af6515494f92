import { z } from 'zod';
import { entryNames } from '@/lib/xem/wire/field-table';
import { firstPresent, isObject } from '@/lib/xem/wire/fields';

/**
 * Readers for single values. A value of an unexpected kind becomes null rather than a failure: the record
 * stays readable and the value is still there in `raw` (contract 7.2).
 */

const requiredId = z.union([
  z.string().trim().min(1),
  z.number().transform(String),
  z
    .looseObject({ id: z.union([z.string().trim().min(1), z.number().transform(String)]) })
    .transform((it) => it.id),
]);

export const wireId = requiredId;
export const wireOptionalId = requiredId.nullable().catch(null);

const plainText = z.union([z.string(), z.number().transform(String), z.boolean().transform(String)]);

const named = z.looseObject({ name: plainText }).transform((it) => it.name);
const withMessage = z.looseObject({ message: plainText }).transform((it) => it.message);
const anyJson = z
  .union([z.record(z.string(), z.unknown()), z.array(z.unknown())])
  .transform((it) => JSON.stringify(it));

/** A word or a sentence; an object gives its `name`, else its `message`, else its id. */
export const wireText = z.union([plainText, named, withMessage, requiredId]).nullable().catch(null);

/** Output may come as text or as JSON; JSON is shown as its text. */
export const wireOutput = z.union([plainText, anyJson]).nullable().catch(null);
export const wireError = z.union([plainText, withMessage, anyJson]).nullable().catch(null);

/** Statuses are kept as they are; only a missing one gets a word of ours. */
export const wireStatus = plainText.catch('unknown');

export const wireNumber = z
  .union([z.number(), z.string().trim().min(1).pipe(z.coerce.number())])
  .nullable()
  .catch(null);

export const wireFlag = z
  .union([
    z.boolean(),
    z.number().transform((it) => it !== 0),
    z.enum(['true', 'false']).transform((it) => it === 'true'),
  ])
  .nullable()
  .catch(null);

/** Names or ids: strings, or objects that carry one under a name that the table has for such an entry. */
const entryOf = (kind: keyof typeof entryNames) =>
  z.preprocess(
    (entry) => (isObject(entry) ? firstPresent(entry, entryNames[kind]) : entry),
    z.union([z.string().trim().min(1), z.number().transform(String)]),
  );

/** Null where an entry can't be read: a list without it would pass for the whole. */
export const wireNames = (kind: keyof typeof entryNames) => z.array(entryOf(kind)).nullable().catch(null);

/** For a list that nobody takes for the whole: one odd entry must not hide the others. */
export const wireReadableNames = (kind: keyof typeof entryNames) =>
  z
    .array(entryOf(kind).nullable().catch(null))
    .transform((names) => names.filter((name) => name !== null))
    .nullable()
    .catch(null);

/** Unix seconds, Unix milliseconds or ISO 8601. */
export const wireInstant = z
  .union([z.number(), z.string()])
  .transform((value) => parseInstant(value))
  .nullable()
  .catch(null);

/** As seconds this is the year 5138, as milliseconds it is 1973: no real time is on the wrong side. */
const firstMilliseconds = 1e11;

export function parseInstant(value: number | string): Date | null {
  const count = typeof value === 'number' ? value : Number(value.trim() || Number.NaN);
  const date = Number.isFinite(count)
    ? new Date(Math.abs(count) < firstMilliseconds ? count * 1000 : count)
    : new Date(withZone(String(value).trim()));
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A time without a zone is UTC (contract 2.8), where JavaScript would take it as local. */
function withZone(text: string): string {
  const iso = text.replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T');
  return /T.*(Z|[+-]\d{2}(:?\d{2})?)$/i.test(iso) || !iso.includes('T') ? iso : `${iso}Z`;
}
