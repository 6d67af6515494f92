import type { z } from 'zod';
import type { Endpoint } from '@/lib/http/endpoint';
import { toSnake } from '@/lib/http/wire-case';
import { type JsonSchema, wireSchema } from '@/lib/openapi/wire-schema';

const reasons: Record<Endpoint['status'], string> = {
  200: 'Done',
  201: 'Created',
  202: 'Accepted; it goes on in the background',
};

/** One endpoint as an OpenAPI operation. */
export function buildOperation(operationId: string, endpoint: Endpoint): JsonSchema {
  const hasBody = Object.keys(endpoint.body.shape).length > 0;
  const body = wireSchema(endpoint.body, 'input');
  return {
    operationId,
    summary: endpoint.summary,
    tags: [tagOf(endpoint)],
    parameters: [
      ...parameters(endpoint.params, 'path'),
      ...parameters(endpoint.query, 'query'),
      ...(endpoint.method === 'POST' ? [{ $ref: '#/components/parameters/IdempotencyKey' }] : []),
    ],
    ...(hasBody && {
      requestBody: {
        required: Array.isArray(body.required) && body.required.length > 0,
        content: { 'application/json': { schema: body } },
      },
    }),
    responses: {
      [endpoint.status]: {
        description: reasons[endpoint.status],
        headers: { 'X-Request-ID': { $ref: '#/components/headers/RequestId' } },
        content: answerContent(endpoint.answer),
      },
      default: { $ref: '#/components/responses/Problem' },
    },
  };
}

/** The path as the document writes it: parameters in snake_case too. */
export function wirePath(path: string): string {
  return path.replace(/\{(\w+)\}/g, (_, name: string) => `{${toSnake(name)}}`);
}

export function tagOf({ tag }: Endpoint): string {
  return tag.charAt(0).toUpperCase() + tag.slice(1);
}

function parameters(schema: z.ZodObject, place: 'path' | 'query'): JsonSchema[] {
  const json = wireSchema(schema, 'input');
  const required = new Set(Array.isArray(json.required) ? json.required : []);
  const fields = Object.entries((json.properties ?? {}) as Record<string, JsonSchema>);
  return fields.map(([name, { description, ...field }]) => ({
    name,
    in: place,
    required: required.has(name),
    ...(description !== undefined && { description }),
    schema: field,
  }));
}

/** What is not JSON answers a plain string, and may say in its schema which kind. */
function answerContent(answer: z.ZodType): JsonSchema {
  const schema = wireSchema(answer, 'output');
  if (schema.type !== 'string') return { 'application/json': { schema } };
  const usual = schema.format === 'binary' ? 'application/octet-stream' : 'text/plain';
  const mediaType = typeof schema.contentMediaType === 'string' ? schema.contentMediaType : usual;
  return { [mediaType]: { schema } };
}
