import 'server-only';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import type { ShareOutcome } from '@/lib/share/share-link';

const userAgentLimit = 200;
const sameReaderMs = 60_000;

/** Rows one link may add a minute: enough for a mailing to many, too few to fill a disk. */
const rowsPerMinute = 60;

type Access = { shareId: string; incident: number; outcome: ShareOutcome; userAgent: string | null };

/** Notes who looked. A reload within a minute is the same look; a flood is noted only in part. */
export async function logAccess({ db, clock }: Pick<Context, 'db' | 'clock'>, access: Access): Promise<void> {
  const now = clock.now();
  const userAgent = access.userAgent?.slice(0, userAgentLimit) ?? null;
  const recent = {
    shareLinkId: access.shareId,
    accessedAt: { gt: new Date(now.getTime() - sameReaderMs) },
  };
  const same = await db.shareAccess.count({ where: { ...recent, outcome: access.outcome, userAgent } });
  if (same > 0) return;
  const lately = await db.shareAccess.count({ where: recent });
  if (lately >= rowsPerMinute) return;
  await db.$transaction(async (tx) => {
    await tx.shareAccess.create({
      data: { shareLinkId: access.shareId, accessedAt: now, outcome: access.outcome, userAgent },
    });
    await announce(tx, { incident: access.incident, changed: 'share' });
  });
}
