import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { findShare } from '@/lib/share/server/find-share';
import { toShareLink } from '@/lib/share/server/to-share-link';
import type { ShareLink } from '@/lib/share/share-link-schema';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** The next request for the page is refused. Revoking twice keeps the first instant. */
export async function revokeShare(
  context: Context,
  { incidentRef, shareId }: { incidentRef: string; shareId: string },
): Promise<ShareLink> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, incidentRef);
    const { count } = await tx.shareLink.updateMany({
      where: { id: shareId, incidentId: incident.id, revokedAt: null },
      data: { revokedAt: context.clock.now() },
    });
    const row = await findShare(tx, incident.id, shareId);
    if (count === 0) return toShareLink(tx, row);
    const facts = { shareId, label: row.label };
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'share_revoked',
      source: 'person',
      text: `Share link for ${row.label} revoked`,
      data: facts,
    });
    await recordAudit(context, tx, {
      action: 'share_revoked',
      subjectKind: 'share',
      subjectId: shareId,
      data: { ...facts, incidentId: incident.id },
    });
    await announce(tx, { incident: incident.number, changed: 'share' });
    return toShareLink(tx, row);
  });
}
