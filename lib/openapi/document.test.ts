import { readFileSync } from 'node:fs';
import { glob } from 'node:fs/promises';
import { beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { toSnake } from '@/lib/http/wire-case';
import { apiEndpoints } from '@/lib/openapi/api-endpoints';
import { buildDocument } from '@/lib/openapi/build-document';
import { wirePath } from '@/lib/openapi/build-operation';

const document = buildDocument(apiEndpoints, '1.2.3');

/** Not operations: the document itself, and what answers unknown addresses. */
const besides = ['app/api/v1/openapi.json/route.ts', 'app/api/v1/[...path]/route.ts'];

type Route = { path: string; method: string; operationId: string };

async function findRoutes(): Promise<Route[]> {
  const routes: Route[] = [];
  for await (const file of glob('app/api/v1/**/route.{ts,tsx}')) {
    if (besides.includes(file)) continue;
    const path = file
      .replace(/^app/, '')
      .replace(/\/route\.tsx?$/, '')
      .replace(/\[(\w+)\]/g, (_, name: string) => `{${toSnake(name)}}`);
    const exported = readFileSync(file, 'utf8').matchAll(
      /export const (\w+) = define\w*Route\(\s*(\w+)Endpoint\b/g,
    );
    for (const [, method = '', operationId = ''] of exported) routes.push({ path, method, operationId });
  }
  return routes;
}

const inOrder = (lines: string[]) => lines.toSorted();
const line = ({ path, method, operationId }: Route) => `${method} ${path} ${operationId}`;

describe('the document and the routes', () => {
  let routes: Route[];
  beforeAll(async () => {
    routes = await findRoutes();
  });

  it('are the same operations under the same addresses', () => {
    const described = Object.entries(apiEndpoints).map(([operationId, { method, path }]) =>
      line({ method, path: wirePath(path), operationId }),
    );
    expect(inOrder(described)).toEqual(inOrder(routes.map(line)));
  });

  it('use every method that a route file exports', async () => {
    const exported: string[] = [];
    for await (const file of glob('app/api/v1/**/route.{ts,tsx}')) {
      if (besides.includes(file)) continue;
      const found = readFileSync(file, 'utf8').matchAll(
        /export (?:const|async function|function) (GET|POST|PUT|PATCH|DELETE)\b/g,
      );
      exported.push(...[...found].map(([, method]) => `${file} ${method}`));
    }
    expect(exported).toHaveLength(routes.length);
  });

  it('count every file of endpoints', async () => {
    const source = readFileSync('lib/openapi/api-endpoints.ts', 'utf8');
    const missing: string[] = [];
    for await (const file of glob('lib/*/endpoints.ts')) {
      if (!source.includes(`'@/${file.replace(/\.ts$/, '')}'`)) missing.push(file);
    }
    expect(missing).toEqual([]);
  });

  it('give each operation its own address', () => {
    const addresses = Object.values(apiEndpoints).map(({ method, path }) => `${method} ${path}`);
    expect(new Set(addresses).size).toBe(addresses.length);
  });
});

type Json = { [key: string]: Json } | Json[] | string | number | boolean | null;

/** Every object in the document, with the way to it. */
function walk(value: Json, path: string[] = []): { path: string[]; node: { [key: string]: Json } }[] {
  if (value === null || typeof value !== 'object') return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => walk(item, [...path, String(index)]));
  return [
    { path, node: value },
    ...Object.entries(value).flatMap(([key, item]) => walk(item, [...path, key])),
  ];
}

describe('the document', () => {
  const json: Json = JSON.parse(JSON.stringify(document));
  const nodes = walk(json);

  const operationSchema = z.strictObject({
    operationId: z.string().regex(/^[a-z]\w+$/),
    summary: z.string().min(5),
    tags: z.tuple([z.enum(document.tags.map(({ name }) => name))]),
    parameters: z.array(
      z.union([
        z.strictObject({ $ref: z.literal('#/components/parameters/IdempotencyKey') }),
        z.strictObject({
          name: z.string().regex(/^[a-z][a-z0-9_]*$/),
          in: z.enum(['path', 'query']),
          required: z.boolean(),
          description: z.string().optional(),
          schema: z.looseObject({}),
        }),
      ]),
    ),
    requestBody: z
      .strictObject({
        required: z.boolean(),
        content: z.strictObject({
          'application/json': z.strictObject({ schema: z.looseObject({ type: z.literal('object') }) }),
        }),
      })
      .optional(),
    responses: z
      .record(
        z.string().regex(/^(?:2\d\d|default)$/),
        z.union([
          z.strictObject({ $ref: z.literal('#/components/responses/Problem') }),
          z.strictObject({
            description: z.string(),
            headers: z.looseObject({}),
            content: z.record(
              z.string().regex(/^\w+\/[\w+.-]+$/),
              z.strictObject({ schema: z.looseObject({}) }),
            ),
          }),
        ]),
      )
      .refine((responses) => 'default' in responses && Object.keys(responses).length === 2),
  });

  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );

  it.each(operations)('describes $method $path in full', ({ path, method, operation }) => {
    const { parameters } = operationSchema.parse(operation);
    const inPath = parameters.flatMap((one) => ('name' in one && one.in === 'path' ? one : []));
    expect(inPath.map(({ name }) => `{${name}}`).sort()).toEqual((path.match(/\{\w+\}/g) ?? []).sort());
    expect(inPath.every(({ required }) => required)).toBe(true);
    expect(parameters.some((one) => '$ref' in one)).toBe(method === 'post');
  });

  it('names every field in snake_case', () => {
    const camel = nodes
      .filter(({ node }) => node.type === 'object' && node.properties)
      .flatMap(({ node, path }) =>
        Object.keys(Object(node.properties))
          .filter((key) => /[A-Z]/.test(key))
          .map((key) => [...path, key].join('.')),
      );
    expect(camel).toEqual([]);
  });

  it('requires only fields that it describes', () => {
    const astray = nodes.flatMap(({ node, path }) =>
      Array.isArray(node.required) && node.properties
        ? node.required
            .filter((name) => !Object.hasOwn(Object(node.properties), String(name)))
            .map((name) => [...path, name].join('.'))
        : [],
    );
    expect(astray).toEqual([]);
  });

  it('refers only to what it holds', () => {
    const broken = nodes.flatMap(({ node, path }) => {
      if (typeof node.$ref !== 'string') return [];
      // Within a schema, '#' is that schema; zod uses it for what contains itself.
      const target = node.$ref
        .replace(/^#\/?/, '')
        .split('/')
        .filter(Boolean)
        .reduce<unknown>((at, key) => Object(at)[key], json);
      return node.$ref.startsWith('#/components/') && target ? [] : [`${path.join('.')}: ${node.$ref}`];
    });
    expect(broken).toEqual([]);
  });

  it('says how to sign in', () => {
    expect(document.components.securitySchemes?.apiToken).toMatchObject({ type: 'http', scheme: 'bearer' });
    expect(document.security).toContainEqual({ apiToken: [] });
  });
});

describe('an operation', () => {
  const endpoint = defineEndpoint({
    method: 'POST',
    path: '/api/v1/things/{thingRef}',
    summary: 'Change a thing',
    tag: 'things',
    params: z.object({ thingRef: z.string() }),
    query: z.strictObject({
      isDryRun: z.stringbool().default(false),
      leastCount: z.coerce.number().min(1).optional(),
    }),
    body: z.strictObject({ holdReason: z.string(), seenAt: z.string().default('now') }),
    answer: pageOf(
      z.object({ agentId: z.string(), rawRecord: z.record(z.string(), z.object({ exitCode: z.number() })) }),
    ),
    status: 202,
  });
  const operation = buildDocument({ changeThing: endpoint }, '1').paths['/api/v1/things/{thing_ref}']?.post;

  it('takes what the route takes', () => {
    expect(operation).toMatchObject({
      operationId: 'changeThing',
      tags: ['Things'],
      parameters: [
        { name: 'thing_ref', in: 'path', required: true, schema: { type: 'string' } },
        { name: 'is_dry_run', in: 'query', required: false, schema: { type: 'string' } },
        { name: 'least_count', in: 'query', required: false, schema: { type: 'number', minimum: 1 } },
        { $ref: '#/components/parameters/IdempotencyKey' },
      ],
      requestBody: {
        content: {
          'application/json': { schema: { required: ['hold_reason'], additionalProperties: false } },
        },
      },
    });
  });

  it('answers what the route answers, and may answer more later', () => {
    const schema = Object(operation).responses[202].content['application/json'].schema;
    expect(schema).not.toHaveProperty('additionalProperties');
    expect(schema.required).toEqual(['data', 'next_cursor']);
    expect(schema.properties.data.items.properties.raw_record.additionalProperties.properties).toHaveProperty(
      'exit_code',
    );
  });
});
