import { createHash } from 'node:crypto';

/** What a link of the chain covers: everything an entry says, and the hash of the one before it. */
export type HashedEntry = {
  incidentId: string;
  sequence: number;
  kind: string;
  source: string;
  sourceId: string | null;
  happenedAt: Date;
  recordedAt: Date;
  actorId: string | null;
  actorName: string | null;
  text: string | null;
  data: unknown;
  xemRequestId: string | null;
  supersedesId: string | null;
  previousHash: string;
};

/** SHA-256 in hex over canonical JSON: keys sorted, since the database does not keep their order. */
export function hashEntry(entry: HashedEntry): string {
  return createHash('sha256').update(canonicalJson(entry)).digest('hex');
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    if (item === null || typeof item !== 'object' || Array.isArray(item)) return item;
    return Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)));
  });
}
