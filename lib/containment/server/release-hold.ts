import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { isInScope } from '@/lib/containment/agent-scope';
import type { Hold } from '@/lib/containment/containment';
import type { releaseHoldInput } from '@/lib/containment/hold-schema';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { findHold } from '@/lib/containment/server/find-hold';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readHold } from '@/lib/containment/server/read-hold';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { setDesired } from '@/lib/containment/server/set-desired';
import { tallyByTool } from '@/lib/containment/tally-by-tool';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof releaseHoldInput> & { incidentRef: string; holdId: string };

/**
 * Gives up this incident's claim. A scope resumes only when nothing else holds it. Throws `conflict` when somebody
 * released it first.
 */
export async function releaseHold(context: Context, input: Input): Promise<Hold> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const { hold, incident } = await findHold(tx, input);
    const targets = await tx.holdTarget.findMany({
      where: {
        holdId: hold.id,
        releasedAt: null,
        ...(input.scopeIds && { scopeId: { in: input.scopeIds } }),
      },
      include: { scope: true },
    });
    const refs = targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
    const scopes = await lockScopes(tx, refs, context.clock.now());
    await lockIncident(tx, incident.id);

    const scopeIds = scopes.map(({ id }) => id);
    const now = context.clock.now();
    const { count } = await tx.holdTarget.updateMany({
      where: { holdId: hold.id, scopeId: { in: scopeIds }, releasedAt: null },
      data: { releasedAt: now },
    });
    if (count === 0 || count < scopeIds.length) throw releasedAlready(hold.id, hold.releasedByName);
    const left = await tx.holdTarget.count({ where: { holdId: hold.id, releasedAt: null } });
    const { actor } = context;
    if (left === 0) {
      await tx.hold.update({
        where: { id: hold.id },
        data: {
          releasedAt: now,
          releasedById: actor.actorId,
          releasedByName: actor.name,
          releaseReason: input.reason,
        },
      });
    }
    const resumed = await setDesired(context, tx, scopeIds);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'hold_released',
      source: 'containment',
      text: input.reason,
      data: { holdId: hold.id, isWhole: left === 0, ...(await whatResumes(tx, scopes, resumed, now)) },
    });
    const others = await readOtherHolders(tx, scopeIds);
    await announceContainment(tx, [incident.number, ...others.map(({ number }) => number)]);
    return readHold(tx, hold.id);
  });
}

function releasedAlready(holdId: string, byName: string | null): AppError {
  return new AppError('conflict', `hold ${holdId} is released already`, {
    userMessage: byName ? `${byName} released this hold already.` : 'This is released already.',
  });
}

/** What the release sets free: the calls that waited for it, and what stays paused for another incident. */
async function whatResumes(tx: Transaction, scopes: AgentScope[], resumedIds: string[], now: Date) {
  const others = await readOtherHolders(
    tx,
    scopes.map(({ id }) => id),
  );
  const rows = scopes.map(({ id, agentId, workspaceId }) => ({
    scopeId: id,
    agentId,
    workspaceId: workspaceId || null,
    resumes: resumedIds.includes(id),
    heldBy: others.filter(({ scopeId }) => scopeId === id).map(({ number }) => incidentRefOf(number)),
  }));
  const resuming = rows.filter(({ resumes }) => resumes);
  const calls = await readOpenCalls(tx, { agentIds: resuming.map(({ agentId }) => agentId) }, now);
  const queued = calls.filter(
    (call) => call.stage === 'queued' && resuming.some((scope) => isInScope(scope, call)),
  );
  return { scopes: rows, queuedCount: queued.length, queuedByTool: tallyByTool(queued) };
}

async function readOtherHolders(tx: Transaction, scopeIds: string[]) {
  const targets = await tx.holdTarget.findMany({
    where: { scopeId: { in: scopeIds }, releasedAt: null },
    select: { scopeId: true, hold: { select: { incident: { select: { number: true } } } } },
  });
  return targets.map(({ scopeId, hold }) => ({ scopeId, number: hold.incident.number }));
}
