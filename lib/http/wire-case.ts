import { z } from 'zod';

/**
 * The API speaks snake_case, the code camelCase. Both are told apart by the schema, so that the keys of free-form
 * JSON (a tool's arguments, a raw record) pass through untouched.
 */
type Direction = 'toWire' | 'fromWire';

export const toSnake = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Turns a value of `schema` into what travels. */
export function toWire(schema: z.ZodType, value: unknown): unknown {
  return convert(schema, value, 'toWire');
}

/** Turns what travelled into a candidate for `schema`; it is not validated yet. */
export function fromWire(schema: z.ZodType, value: unknown): unknown {
  return convert(schema, value, 'fromWire');
}

function convert(schema: z.core.$ZodType, value: unknown, direction: Direction): unknown {
  if (value === null || typeof value !== 'object') return value;
  if (schema instanceof z.ZodObject) return convertObject(schema, value, direction);
  if (schema instanceof z.ZodArray) {
    return Array.isArray(value) ? value.map((item) => convert(schema.element, item, direction)) : value;
  }
  if (schema instanceof z.ZodRecord) {
    return Object.fromEntries(
      Object.entries(value).map(([key, item]) => [key, convert(schema.valueType, item, direction)]),
    );
  }
  if (schema instanceof z.ZodUnion) return convertUnion(schema, value, direction);
  if (schema instanceof z.ZodPipe) {
    return convert(schema.in instanceof z.ZodTransform ? schema.out : schema.in, value, direction);
  }
  if (schema instanceof z.ZodLazy) return convert(schema.unwrap(), value, direction);
  if (isWrapper(schema)) return convert(schema.unwrap(), value, direction);
  return value;
}

function convertObject(schema: z.ZodObject, value: object, direction: Direction): unknown {
  const shape: Record<string, z.core.$ZodType> = schema.shape;
  const names = new Map(
    Object.keys(shape).map((key) => (direction === 'toWire' ? [key, toSnake(key)] : [toSnake(key), key])),
  );
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => {
      const name = names.get(key) ?? key;
      const field = shape[direction === 'toWire' ? key : name];
      return [name, field ? convert(field, item, direction) : item];
    }),
  );
}

/** The first option that the converted value satisfies; none does when the input is wrong, then the first one reports it. */
function convertUnion(schema: z.ZodUnion, value: object, direction: Direction): unknown {
  for (const option of schema.options) {
    const candidate = convert(option, value, direction);
    const internal = direction === 'toWire' ? value : candidate;
    if (z.safeParse(option, internal).success) return candidate;
  }
  const [first] = schema.options;
  return first ? convert(first, value, direction) : value;
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
