import 'server-only';
import type { OpenRow } from '@/lib/mirror/server/list-source';
import type { Sweep } from '@/lib/mirror/server/store-swept-page';

/** A record may become visible this much later than it was seen. */
const overlapMs = 10 * 60_000;
const never = new Date(0);

/** Rows that other records name and no page has shown, and since when some may be missing. */
export async function readMissing<Item>(
  { context, source, cursor }: Sweep<Item>,
  except: string[],
): Promise<{ missing: OpenRow[]; namedSince: string | null }> {
  if (!source.readMissing) return { missing: [], namedSince: null };
  const recently = context.clock.now().getTime() - overlapMs;
  const since = cursor.namedSince === null ? recently : Math.min(Date.parse(cursor.namedSince), recently);
  const missing = await source.readMissing(new Date(since), except);
  const [first] = missing;
  const namedSince = first === undefined ? recently : Math.min(first.namedAt.getTime(), recently);
  return {
    missing: missing.map(({ id }) => ({ id, begunAt: never, observedAt: never })),
    namedSince: new Date(namedSince).toISOString(),
  };
}
