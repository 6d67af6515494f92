import type { OperationName } from '@/lib/xem/wire/operation-table';

/** Why the probe asked. Every question is a GET or an OPTIONS: nothing is changed by asking. */
export type Purpose =
  /** May this key read this surface, and what does a list look like? */
  | 'surface'
  /** Does the route exist, and what does a record look like? */
  | 'detail'
  /** The route that the table knows as the alternative. */
  | 'other_route'
  /** The page after the first, by cursor and by count. */
  | 'page_by_cursor'
  | 'page_by_offset'
  /** In what order do the rows of both stand, on a router that goes on working? */
  | 'recent'
  /** How is said that something doesn't exist? */
  | 'unknown_id'
  /** Which methods does a changing route take? Asked about an agent that doesn't exist. */
  | 'methods';

/** One question and what came back. */
export type Asked = {
  purpose: Purpose;
  operation: OperationName;
  /** The setting that the key came from. */
  keyName: string;
  path: string;
  /** Null where nothing answered; then `failure` says why. */
  status: number | null;
  failure: string | null;
  requestId: string | null;
  /** Undefined where it was no JSON, or wasn't looked at. */
  body: unknown;
  isWebPage: boolean;
  /** From the Allow header. */
  methods: string[];
};

/**
 * Whether the router carried it out. A sign-in page or a proxy in between says 200 as well, and 401, 403 or 404 no less:
 * what a web page says is never the router's word.
 */
export function isAnswer({ operation, status, isWebPage, body }: Asked): boolean {
  // Raw output is of any type, and not read.
  return status === 200 && !isWebPage && (body !== undefined || operation === 'rawExecution');
}

export function isRefusal({ status, isWebPage }: Asked, ...statuses: number[]): boolean {
  return status !== null && !isWebPage && statuses.includes(status);
}

/** The router says that it has no such route, or no such thing. */
export const isNotThere = (asked: Asked): boolean => isRefusal(asked, 404, 405);
