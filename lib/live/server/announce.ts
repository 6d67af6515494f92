import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { type Change, liveChannel } from '@/lib/live/change';

/** Tells every replica, when the transaction commits and only then. */
export async function announce(tx: Transaction, ...changes: Change[]): Promise<void> {
  for (const { incident, changed } of changes) {
    const payload = { incident, changed };
    await tx.$queryRaw`
      SELECT pg_notify(${liveChannel},
        (${JSON.stringify(payload)}::jsonb || jsonb_build_object('id', nextval('live_event_id')::text))::text)::text`;
  }
}
