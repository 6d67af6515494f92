import 'server-only';
import { processSingleton } from '@/lib/process-singleton';
import type { SharedIncident } from '@/lib/share/shared-incident';

/** A link that was mailed to many is opened by many at once; they may all see the same few seconds, in ms. */
const freshForMs = 3_000;

type Views = Map<string, { readAtMs: number; view: Promise<SharedIncident> }>;

/** The page of a live link, read at most once every few seconds in this process. A failure is not kept. */
export function recentView(
  shareId: string,
  now: Date,
  read: () => Promise<SharedIncident>,
): Promise<SharedIncident> {
  const views = processSingleton('shared-views', (): Views => new Map());
  for (const [id, { readAtMs }] of views) if (now.getTime() - readAtMs >= freshForMs) views.delete(id);
  const known = views.get(shareId);
  if (known) return known.view;
  const view = read();
  views.set(shareId, { readAtMs: now.getTime(), view });
  view.catch(() => views.delete(shareId));
  return view;
}
