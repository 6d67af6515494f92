import type { Endpoint } from '@/lib/http/endpoint';
import { problemSchema } from '@/lib/http/problem';
import { buildOperation, tagOf, wirePath } from '@/lib/openapi/build-operation';
import { type JsonSchema, wireSchema } from '@/lib/openapi/wire-schema';

export type OpenApiDocument = {
  openapi: '3.1.0';
  info: { title: string; version: string; description: string; license: JsonSchema };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  tags: { name: string }[];
  paths: Record<string, Record<string, JsonSchema>>;
  components: Record<string, Record<string, JsonSchema>>;
};

const description = [
  'The console uses this same API. Names are snake_case, instants ISO 8601 in UTC, lists {data, next_cursor}.',
  'Errors are problem documents (RFC 9457); `code` is from a closed list, `errors` names each wrong field.',
  'Every POST honours Idempotency-Key for a day: a repeat gets the first answer and changes nothing.',
].join('\n\n');

/** The OpenAPI document of these endpoints, by operation id. Made from the schemas that parse the requests. */
export function buildDocument(endpoints: Record<string, Endpoint>, version: string): OpenApiDocument {
  const paths: OpenApiDocument['paths'] = {};
  for (const [operationId, endpoint] of Object.entries(endpoints)) {
    const path = wirePath(endpoint.path);
    paths[path] = {
      ...paths[path],
      [endpoint.method.toLowerCase()]: buildOperation(operationId, endpoint),
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: 'Holdfast',
      version,
      description,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: '/' }],
    security: [{ apiToken: [] }, { session: [] }],
    tags: [...new Set(Object.values(endpoints).map(tagOf))].sort().map((name) => ({ name })),
    paths: Object.fromEntries(Object.entries(paths).sort(([a], [b]) => a.localeCompare(b))),
    components: {
      securitySchemes: {
        apiToken: { type: 'http', scheme: 'bearer', description: 'An API token: hf_…' },
        session: {
          type: 'apiKey',
          in: 'cookie',
          name: 'holdfast.session_token',
          description: 'What the console sends; writes must come from its own pages.',
        },
      },
      parameters: {
        IdempotencyKey: {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'Made by the caller once for one intended change; up to 255 characters.',
          schema: { type: 'string', minLength: 1, maxLength: 255 },
        },
      },
      headers: {
        RequestId: {
          description: 'To quote when asking for help; it stands in the log.',
          schema: { type: 'string', format: 'uuid' },
        },
      },
      responses: {
        Problem: {
          description: 'What went wrong',
          headers: { 'X-Request-ID': { $ref: '#/components/headers/RequestId' } },
          content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
        },
      },
      schemas: { Problem: wireSchema(problemSchema, 'output') },
    },
  };
}
