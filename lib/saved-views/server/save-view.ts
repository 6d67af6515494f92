import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import type { SavedView } from '@/lib/saved-views/endpoints';
import { viewsAtMost } from '@/lib/saved-views/saved-view';
import { buildSavedView } from '@/lib/saved-views/server/build-saved-view';
import { nameTaken } from '@/lib/saved-views/server/name-taken';

type SaveViewInput = { name: string; search: string; isShared: boolean };

/** Everybody may save views for themselves. Throws `conflict` when they have one of this name. */
export async function saveView(context: Context, input: SaveViewInput): Promise<SavedView> {
  requireRole(context, input.isShared ? 'responder' : 'viewer');
  const { db, actor, clock } = context;
  const now = clock.now();
  if ((await db.savedView.count({ where: { ownerId: actor.actorId } })) >= viewsAtMost) {
    throw new AppError('conflict', `${actor.actorId} has ${viewsAtMost} views`, {
      userMessage: `You have ${viewsAtMost} views. Delete one you no longer need.`,
    });
  }
  const [row] = await db.savedView.createManyAndReturn({
    data: [{ ...input, ownerId: actor.actorId, ownerName: actor.name, createdAt: now, updatedAt: now }],
    skipDuplicates: true,
  });
  if (!row) throw nameTaken(input.name);
  return buildSavedView(row, actor);
}
