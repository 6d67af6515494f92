import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { mayChangeView } from '@/lib/saved-views/saved-view';
import { notYours } from '@/lib/saved-views/server/change-view';

/** Deleting what is gone, or was never seen, changes nothing and is no error. */
export async function deleteView(
  context: Context,
  { viewId }: { viewId: string },
): Promise<{ viewId: string }> {
  requireRole(context, 'viewer');
  const { db, actor } = context;
  const view = await db.savedView.findUnique({ where: { id: viewId } });
  if (view && mayChangeView(actor, view)) {
    await db.savedView.deleteMany({ where: { id: viewId } });
  } else if (view?.isShared) {
    throw notYours(view.ownerName);
  }
  return { viewId };
}
