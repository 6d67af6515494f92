import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import { findHold } from '@/lib/containment/server/find-hold';
import { readHold } from '@/lib/containment/server/read-hold';
import { releaseTargets } from '@/lib/containment/server/release-targets';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';

type Input = { incidentRef: string; holdId: string; reason: string; scopeIds?: string[] | undefined };

/**
 * Gives up this incident's claim at once. People release by way of `lib/release`, which reviews, asks a second person
 * and watches; this is what is left of it underneath. Throws `conflict` when somebody released it first.
 */
export async function releaseHold(context: Context, input: Input): Promise<Hold> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const { hold } = await findHold(tx, input);
    const { scopeIds } = await releaseTargets(context, tx, { ...input, hold });
    if (scopeIds.length === 0) throw releasedAlready(hold.id, hold.releasedByName);
    return readHold(tx, hold.id);
  });
}

function releasedAlready(holdId: string, byName: string | null): AppError {
  return new AppError('conflict', `hold ${holdId} is released already`, {
    userMessage: byName ? `${byName} released this hold already.` : 'This is released already.',
  });
}
