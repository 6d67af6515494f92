import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { toSnake } from '@/lib/http/wire-case';

/** Longest JSON body the API takes, in bytes; uploads have routes of their own. */
const bodyLimitBytes = 1_000_000;

/** The body as text and as JSON. Throws `too_large` or `invalid_input`. */
export async function readJsonBody(request: Request): Promise<{ json: unknown; text: string }> {
  const text = await readLimited(request);
  if (text === '') return { json: {}, text };
  try {
    return { json: JSON.parse(text), text };
  } catch (cause) {
    throw new AppError('invalid_input', 'body: is not valid JSON', { cause });
  }
}

async function readLimited(request: Request): Promise<string> {
  const reader = request.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  let size = 0;
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    size += chunk.value.byteLength;
    if (size > bodyLimitBytes) {
      await reader.cancel();
      throw new AppError('too_large', `body: is larger than ${bodyLimitBytes} bytes`);
    }
    text += decoder.decode(chunk.value, { stream: true });
  }
  return text + decoder.decode();
}

/** Search parameters by our names; a field that is a list takes every occurrence. */
export function readQuery(schema: z.ZodObject, search: URLSearchParams): Record<string, unknown> {
  const names = new Map(Object.keys(schema.shape).map((key) => [toSnake(key), key]));
  const query: Record<string, unknown> = {};
  for (const name of new Set(search.keys())) {
    const key = names.get(name) ?? name;
    const field: z.core.$ZodType | undefined = schema.shape[key];
    const values = search.getAll(name);
    query[key] = field && isList(field) ? values : values.at(-1);
  }
  return query;
}

function isList(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodArray) return true;
  const isWrapped = schema instanceof z.ZodOptional || schema instanceof z.ZodDefault;
  return isWrapped && isList(schema.unwrap());
}
