import 'server-only';
import type { Transaction } from '@/lib/db/client';
import type { ShareLink } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';

/** Throws `not_found`, also for a link of another incident. */
export async function findShare(db: Transaction, incidentId: string, shareId: string): Promise<ShareLink> {
  const row = await db.shareLink.findFirst({ where: { id: shareId, incidentId } });
  if (!row) throw notFound('share link', shareId);
  return row;
}
