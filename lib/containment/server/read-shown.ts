import 'server-only';
import type { Listed } from '@/lib/containment/complete-look';
import { type HeldScopeRow, stoppedAtOf } from '@/lib/containment/server/read-held-scopes';
import { readListed } from '@/lib/containment/server/read-listed';
import type { Transaction } from '@/lib/db/client';

/** What the list of agents shows of a scope that was stopped at that moment. */
export type Shown = Listed & { scope: HeldScopeRow; stoppedAt: Date };

/** Only of agents that XEM still lists, and only by a list from after the stop: an older one says nothing about it. */
export async function readShown(db: Transaction, scopes: HeldScopeRow[]): Promise<Shown[]> {
  const listed = await readListed(db, scopes);
  return [...listed].flatMap(([scope, { seen, asOf }]) => {
    const stoppedAt = stoppedAtOf(scope);
    return stoppedAt !== null && asOf > stoppedAt ? [{ scope, seen, asOf, stoppedAt }] : [];
  });
}
