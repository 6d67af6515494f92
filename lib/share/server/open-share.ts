import 'server-only';
import type { Context } from '@/lib/context';
import type { ShareLink } from '@/lib/db/generated/client';
import type { RedactionProfile } from '@/lib/share/profile';
import { hashShareToken } from '@/lib/share/server/issue-share';
import { logAccess } from '@/lib/share/server/log-access';
import { previewShare } from '@/lib/share/server/preview-share';
import { recentView } from '@/lib/share/server/recent-view';
import { type ShareMode, shareStateOf } from '@/lib/share/share-link';
import { type SharedIncident, sharedIncidentSchema } from '@/lib/share/shared-incident';

export type OpenedShare =
  | { outcome: 'unknown' | 'expired' | 'revoked' }
  | { outcome: 'shown'; view: SharedIncident; mode: ShareMode; profile: RedactionProfile; expiresAt: string };

/**
 * What a guest gets for a token. Needs no account: the token is the permission. A link that no longer works tells
 * nothing of the incident, not even that there is one.
 */
export async function openShare(
  context: Pick<Context, 'db' | 'clock'>,
  guest: { token: string; userAgent: string | null },
): Promise<OpenedShare> {
  const { db, clock } = context;
  const link = await db.shareLink.findUnique({
    where: { tokenHash: hashShareToken(guest.token) },
    include: { incident: { select: { number: true } } },
  });
  if (!link) return { outcome: 'unknown' };
  const state = shareStateOf(link, clock.now());
  const outcome = state === 'active' ? 'shown' : state;
  await logAccess(context, {
    shareId: link.id,
    incident: link.incident.number,
    outcome,
    userAgent: guest.userAgent,
  });
  if (outcome !== 'shown') return { outcome };
  return {
    outcome,
    view: await readView(context, link),
    mode: link.mode,
    profile: link.profile,
    expiresAt: link.expiresAt.toISOString(),
  };
}

async function readView(
  context: Pick<Context, 'db' | 'clock'>,
  { id, mode, snapshot, incidentId, profile }: ShareLink,
): Promise<SharedIncident> {
  if (mode === 'frozen') return sharedIncidentSchema.parse(snapshot);
  return recentView(id, context.clock.now(), () =>
    previewShare(context, { incidentRef: incidentId, profile }),
  );
}
