import 'server-only';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import { findRelease, type ReleaseRow } from '@/lib/release/server/find-release';

/** A release that still waits for a second person, with its scopes and its incident locked. Throws `conflict` if not. */
export async function lockWaiting(
  context: Context,
  tx: Transaction,
  input: { incidentRef: string; releaseId: string },
): Promise<ReleaseRow> {
  const before = await findRelease(tx, input);
  const refs = before.targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
  await lockScopes(tx, refs, context.clock.now());
  await lockIncident(tx, before.incidentId);
  const release = await findRelease(tx, input);
  if (release.state === 'waiting') return release;
  const by = release.decidedByName;
  throw new AppError('conflict', `release ${release.id} is ${release.state}`, {
    userMessage: by ? `${by} has decided about this release already.` : 'This release waits for nobody.',
  });
}
