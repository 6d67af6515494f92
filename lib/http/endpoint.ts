import { z } from 'zod';

/**
 * One operation of the public API, described once: the route parses with it, the browser calls with it, the OpenAPI
 * document prints it. Schemas are in our camelCase; `wire-case` turns them at the edge.
 */
export type Endpoint<
  Params extends z.ZodObject = z.ZodObject,
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodObject = z.ZodObject,
  Answer extends z.ZodType = z.ZodType,
> = {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** With parameters in braces, named as in `params`: `/api/v1/incidents/{incidentRef}`. */
  path: `/api/v1/${string}`;
  summary: string;
  tag: string;
  params: Params;
  query: Query;
  body: Body;
  answer: Answer;
  status: 200 | 201 | 202;
};

export type EndpointInput<E extends Endpoint> = z.output<E['params']> &
  z.output<E['query']> &
  z.output<E['body']>;
export type EndpointAnswer<E extends Endpoint> = z.output<E['answer']>;

const none = z.strictObject({});
type None = typeof none;

type Definition<Params, Query, Body, Answer> = Pick<Endpoint, 'method' | 'path' | 'summary' | 'tag'> & {
  params?: Params;
  query?: Query;
  body?: Body;
  answer: Answer;
  status?: Endpoint['status'];
};

/** Bodies and queries are strict: a misspelt field is an error, not a silence. */
export function defineEndpoint<
  Answer extends z.ZodType,
  Params extends z.ZodObject = None,
  Query extends z.ZodObject = None,
  Body extends z.ZodObject = None,
>(definition: Definition<Params, Query, Body, Answer>): Endpoint<Params, Query, Body, Answer> {
  return {
    params: none as unknown as Params,
    query: none as unknown as Query,
    body: none as unknown as Body,
    status: 200,
    ...definition,
  };
}

/** The shape of every list: `next_cursor` is null on the last page. */
export function pageOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), nextCursor: z.string().nullable() });
}

export type PageOf<Item> = { data: Item[]; nextCursor: string | null };

/** `limit` and `cursor` of every list. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().optional(),
});

/** An instant as it travels: ISO 8601 in UTC. */
export const instant = z.iso.datetime();
