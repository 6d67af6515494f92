import 'server-only';
import type { Actor } from '@/lib/auth/actor';
import type { SavedView as Row } from '@/lib/db/generated/client';
import type { SavedView } from '@/lib/saved-views/endpoints';
import { mayChangeView } from '@/lib/saved-views/saved-view';

/** The view as it travels to this person. */
export function buildSavedView(row: Row, actor: Actor): SavedView {
  const { id, name, search, isShared, ownerName, updatedAt } = row;
  return {
    viewId: id,
    name,
    search,
    isShared,
    ownerName,
    isMine: row.ownerId === actor.actorId,
    canChange: mayChangeView(actor, row),
    updatedAt: updatedAt.toISOString(),
  };
}
