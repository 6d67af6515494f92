import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Hold } from '@/lib/containment/containment';
import type { retryHoldInput } from '@/lib/containment/hold-schema';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { askAgain } from '@/lib/containment/server/ask-again';
import { findHold } from '@/lib/containment/server/find-hold';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import type { Context } from '@/lib/context';
import type { AgentScope } from '@/lib/db/generated/client';

type Input = z.output<typeof retryHoldInput> & { incidentRef: string; holdId: string };

/**
 * Asks XEM again at once, because a person says so: where it failed, could not be verified, or somebody changed it
 * outside Holdfast. What XEM has followed is left alone, so pressing twice changes nothing; except for a scope that is
 * named, which somebody doubts: there XEM is looked at, and asked where it shows something else.
 */
export async function retryHold(context: Context, input: Input): Promise<Hold> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const { hold, incident } = await findHold(tx, input);
    const targets = await tx.holdTarget.findMany({
      where: { holdId: hold.id, ...(input.scopeId !== undefined && { scopeId: input.scopeId }) },
      include: { scope: true },
    });
    const refs = targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
    const scopes = await lockScopes(tx, refs, context.clock.now());
    const behind = scopes.filter((scope) => isBehind(scope) || isDoubted(scope, input.scopeId));
    if (behind.length === 0) return readHold(tx, hold.id);
    await lockIncident(tx, incident.id);
    await askAgain(context, tx, { holdId: hold.id, incidentId: incident.id, scopes: behind });
    await announceContainment(tx, [incident.number]);
    return readHold(tx, hold.id);
  });
}

/** One that has just been asked for and not answered is on its way. */
function isBehind({ progress, attemptCount, errorCode }: AgentScope): boolean {
  if (progress === 'observed' || progress === 'gone' || attemptCount === 0) return false;
  return progress !== 'requested' || errorCode !== null;
}

/** A call has started in it all the same, and the list that would show why may be seconds old. */
function isDoubted({ id, desired, progress }: AgentScope, scopeId: string | undefined): boolean {
  return id === scopeId && desired === 'paused' && progress === 'observed';
}
