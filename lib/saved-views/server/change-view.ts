import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError, notFound } from '@/lib/errors';
import type { SavedView } from '@/lib/saved-views/endpoints';
import { mayChangeView } from '@/lib/saved-views/saved-view';
import { buildSavedView } from '@/lib/saved-views/server/build-saved-view';
import { nameTaken } from '@/lib/saved-views/server/name-taken';

type ChangeViewInput = {
  viewId: string;
  name?: string | undefined;
  search?: string | undefined;
  isShared?: boolean | undefined;
};

/** What is not named stays as it is. A view of somebody else that is not shared does not exist for others. */
export async function changeView(context: Context, input: ChangeViewInput): Promise<SavedView> {
  requireRole(context, input.isShared === true ? 'responder' : 'viewer');
  const { db, actor, clock } = context;
  const { viewId, name, search, isShared } = input;
  return db.$transaction(async (tx) => {
    const view = await tx.savedView.findUnique({ where: { id: viewId } });
    if (!view || !(view.isShared || view.ownerId === actor.actorId)) throw notFound('view', viewId);
    if (!mayChangeView(actor, view)) throw notYours(view.ownerName);
    const isTaken =
      name !== undefined &&
      (await tx.savedView.findFirst({ where: { ownerId: view.ownerId, name, id: { not: viewId } } })) !==
        null;
    if (isTaken) throw nameTaken(name);
    const row = await tx.savedView.update({
      where: { id: viewId },
      data: {
        ...(name !== undefined && { name }),
        ...(search !== undefined && { search }),
        ...(isShared !== undefined && { isShared }),
        updatedAt: clock.now(),
      },
    });
    return buildSavedView(row, actor);
  });
}

export function notYours(ownerName: string): AppError {
  return new AppError('not_allowed', `the view belongs to ${ownerName}`, {
    userMessage: `${ownerName} made this view. Only they and an admin can change it; you can save a copy.`,
  });
}
