import type { z } from 'zod';
import { AppError, isAppError } from '@/lib/errors';
import type { Endpoint, EndpointAnswer } from '@/lib/http/endpoint';
import { fillPath } from '@/lib/http/fill-path';
import { fromProblem, problemFromWire } from '@/lib/http/problem';
import { fromWire, toSnake, toWire } from '@/lib/http/wire-case';

export type CallOptions = {
  signal?: AbortSignal;
  /** Made by the dialog when it opens, so that a second press repeats nothing. */
  idempotencyKey?: string;
};

/** Nothing to give reads as `Record<string, never>`, which would forbid what the other parts give. */
type Given<Part extends z.ZodObject> = string extends keyof z.input<Part> ? object : z.input<Part>;

export type CallInput<E extends Endpoint> = Given<E['params']> & Given<E['query']> & Given<E['body']>;

/** Calls our own API from the browser. Throws the same `AppError` that the server threw, or `unavailable`. */
export async function callApi<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<EndpointAnswer<E>> {
  const response = await send(endpoint, input, options);
  const json: unknown = await response.json().catch(() => null);
  if (!response.ok) throw readProblem(json, response.status);
  return endpoint.answer.parse(fromWire(endpoint.answer, json)) as EndpointAnswer<E>;
}

/** The same for an endpoint that answers plain text. */
export async function callForText<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions = {},
): Promise<{ text: string; headers: Headers }> {
  const response = await send(endpoint, input, options);
  if (!response.ok) throw readProblem(await response.json().catch(() => null), response.status);
  return { text: await response.text(), headers: response.headers };
}

async function send<E extends Endpoint>(
  endpoint: E,
  input: CallInput<E>,
  options: CallOptions,
): Promise<Response> {
  const hasBody = Object.keys(endpoint.body.shape).length > 0;
  const headers: Record<string, string> = {};
  if (hasBody) headers['Content-Type'] = 'application/json';
  if (options.idempotencyKey) headers['Idempotency-Key'] = options.idempotencyKey;
  try {
    return await fetch(endpointUrl(endpoint, input), {
      method: endpoint.method,
      headers,
      ...(hasBody && { body: JSON.stringify(toWire(endpoint.body, pick(endpoint.body, input))) }),
      ...(options.signal && { signal: options.signal }),
    });
  } catch (cause) {
    if (options.signal?.aborted) throw cause;
    throw new AppError(
      'unavailable',
      'Holdfast cannot be reached. What you typed is still here; try again.',
      {
        cause,
      },
    );
  }
}

/** The address of an endpoint with its parameters and query filled in. */
export function endpointUrl<E extends Endpoint>(endpoint: E, input: CallInput<E>): string {
  const values = input as Record<string, unknown>;
  const path = fillPath(endpoint.path, values);
  const search = new URLSearchParams();
  for (const key of Object.keys(endpoint.query.shape)) {
    const value = values[key];
    for (const item of Array.isArray(value) ? value : [value]) {
      if (item !== undefined && item !== null) search.append(toSnake(key), String(item));
    }
  }
  return search.size > 0 ? `${path}?${search}` : path;
}

function pick(schema: z.ZodObject, input: object): object {
  return Object.fromEntries(Object.entries(input).filter(([key]) => key in schema.shape));
}

function readProblem(json: unknown, status: number): AppError {
  const problem = problemFromWire(json);
  if (problem) return fromProblem(problem);
  return new AppError('unavailable', `Holdfast answered ${status} without an explanation. Try again.`);
}

/** Whether asking again may help: our server or XEM was out of reach, not the request wrong. */
export function isRetryable(error: unknown): boolean {
  return isAppError(error) && (error.status >= 500 || error.code === 'rate_limited');
}
