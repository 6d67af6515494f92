import { z } from 'zod';
import { AppError } from '@/lib/errors';

/**
 * The API speaks snake_case, the code camelCase. Both are told apart by the schema, so that the keys of free-form
 * JSON (a tool's arguments, a raw record) pass through untouched.
 */
type Direction = 'toWire' | 'fromWire';

export const toSnake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

export const toCamel = (key: string): string =>
  key.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Turns a value of `schema` into what travels. Fields that the schema does not name stay behind. */
export function toWire(schema: z.ZodType, value: unknown): unknown {
  return convert(schema, value, 'toWire');
}

/** Turns what travelled into a candidate for `schema`; it is not validated yet. Throws `invalid_input` for camelCase. */
export function fromWire(schema: z.ZodType, value: unknown): unknown {
  return convert(schema, value, 'fromWire');
}

function convert(schema: z.core.$ZodType, value: unknown, direction: Direction): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (schema instanceof z.ZodObject) return convertObject(schema, value, direction);
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => convert(schema.element, item, direction)) : value;
  }
  if (schema instanceof z.ZodTuple) return convertTuple(schema, value, direction);
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, convert(schema.valueType, item, direction)]),
    );
  }
  if (schema instanceof z.ZodUnion) return convertUnion(schema, value, direction);
  if (schema instanceof z.ZodPipe) return convert(shapedSide(schema), value, direction);
  if (schema instanceof z.ZodLazy || isWrapper(schema)) return convert(schema.unwrap(), value, direction);
  return value;
}

function convertObject(schema: z.ZodObject, value: object, direction: Direction): unknown {
  if (Array.isArray(value)) return value;
  const shape: Record<string, z.core.$ZodType> = schema.shape;
  const known = new Map(
    Object.keys(shape).map((key) => (direction === 'toWire' ? [key, toSnake(key)] : [toSnake(key), key])),
  );
  const keepsUnknown = direction === 'fromWire' || schema.def.catchall !== undefined;
  const entries = Object.entries(value).flatMap(([key, item]): [string, unknown][] => {
    const name = known.get(key);
    const field = name === undefined ? undefined : shape[direction === 'toWire' ? key : name];
    if (name !== undefined && field) return [[name, convert(field, item, direction)]];
    if (direction === 'fromWire' && key in shape) throw misspelt(key);
    return keepsUnknown ? [[key, item]] : [];
  });
  return Object.fromEntries(entries);
}

function misspelt(key: string): AppError {
  const message = `is spelt ${toSnake(key)} here`;
  return new AppError('invalid_input', `${key}: ${message}`, {
    details: { errors: [{ field: key, message }] },
  });
}

function convertTuple(schema: z.ZodTuple, value: object, direction: Direction): unknown {
  if (!Array.isArray(value)) return value;
  return value.map((item, index) => {
    const place = schema.def.items[index] ?? schema.def.rest;
    return place ? convert(place, item, direction) : item;
  });
}

/** The option that the value satisfies; where none does, the one whose fixed fields it has, so that it reports the error. */
function convertUnion(schema: z.ZodUnion, value: object, direction: Direction): unknown {
  for (const option of schema.options) {
    const candidate = convert(option, value, direction);
    const internal = direction === 'toWire' ? value : candidate;
    if (z.safeParse(option, internal).success) return candidate;
  }
  const named = schema.options.find((option) => hasFixedFields(option, value)) ?? schema.options[0];
  return named ? convert(named, value, direction) : value;
}

function hasFixedFields(option: z.core.$ZodType, value: object): boolean {
  if (!(option instanceof z.ZodObject)) return false;
  const fixed = Object.entries(option.shape).filter(([, field]) => field instanceof z.ZodLiteral);
  const given = new Map(Object.entries(value));
  return (
    fixed.length > 0 &&
    fixed.every(([key, field]) => z.safeParse(field, given.get(toSnake(key)) ?? given.get(key)).success)
  );
}

/** Of `preprocess` the second half has the shape, of `transform` the first. */
function shapedSide(schema: z.ZodPipe): z.core.$ZodType {
  return schema.in instanceof z.ZodTransform ? schema.out : schema.in;
}

function isWrapper(schema: z.core.$ZodType): schema is z.core.$ZodType & { unwrap(): z.core.$ZodType } {
  return (
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable ||
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodPrefault ||
    schema instanceof z.ZodReadonly ||
    schema instanceof z.ZodCatch ||
    schema instanceof z.ZodNonOptional
  );
}
