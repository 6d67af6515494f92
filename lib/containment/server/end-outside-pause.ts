import 'server-only';
import type { Context } from '@/lib/context';
import type { OutsidePause } from '@/lib/db/generated/client';
import { announce } from '@/lib/live/server/announce';

/** It no longer stands; what people decided about it stays on record. */
export async function endOutsidePause({ db, clock }: Context, { id }: OutsidePause): Promise<void> {
  await db.$transaction(async (tx) => {
    const { count } = await tx.outsidePause.updateMany({
      where: { id, endedAt: null },
      data: { endedAt: clock.now(), standingKey: null },
    });
    if (count > 0) await announce(tx, { incident: null, changed: 'agents' });
  });
}
