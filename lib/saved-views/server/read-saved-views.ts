import 'server-only';
import type { Context } from '@/lib/context';
import type { SavedViewList } from '@/lib/saved-views/endpoints';
import { buildSavedView } from '@/lib/saved-views/server/build-saved-view';

/** Shared views that are listed at most; each person keeps few. */
const listedAtMost = 500;

export async function readSavedViews({ db, actor }: Pick<Context, 'db' | 'actor'>): Promise<SavedViewList> {
  const rows = await db.savedView.findMany({
    where: { OR: [{ ownerId: actor.actorId }, { isShared: true }] },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: listedAtMost,
  });
  return { data: rows.map((row) => buildSavedView(row, actor)) };
}
