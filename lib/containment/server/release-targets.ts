import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { lockIncident, lockScopes } from '@/lib/containment/server/lock-scopes';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readPausedBefore } from '@/lib/containment/server/read-paused-before';
import { readUntakenOf } from '@/lib/containment/server/read-untaken-of';
import { type Holder, readWiderHolders } from '@/lib/containment/server/read-wider-holders';
import { setDesired } from '@/lib/containment/server/set-desired';
import { tallyByTool } from '@/lib/containment/tally-by-tool';
import { isUntakenIn } from '@/lib/containment/untaken';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope, Hold } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Given = {
  hold: Hold;
  /** Only these; all that the hold still means when absent. */
  scopeIds?: string[] | undefined;
  reason: string;
  /** Whose decision it is, where a job carries it out. */
  by?: { id: string; name: string } | undefined;
  /** More for the log. */
  data?: Record<string, unknown>;
};

/**
 * Gives up an incident's claim on some scopes, in the caller's transaction. A scope resumes only when nothing else
 * holds it, or the whole agent. Returns what was released and which of it resumes; nothing is written where nothing was
 * left to release.
 */
export async function releaseTargets(
  context: Context,
  tx: Transaction,
  { hold, scopeIds: wanted, reason, by, data }: Given,
): Promise<{ scopeIds: string[]; resumedIds: string[]; isWhole: boolean }> {
  const targets = await tx.holdTarget.findMany({
    where: { holdId: hold.id, releasedAt: null, ...(wanted && { scopeId: { in: wanted } }) },
    include: { scope: true },
  });
  const refs = targets.map(({ scope }) => ({ ...scope, workspaceId: scope.workspaceId || null }));
  const locked = await lockScopes(tx, refs, context.clock.now());
  const incident = await lockIncident(tx, hold.incidentId);
  const now = context.clock.now();
  const released = await tx.holdTarget.updateManyAndReturn({
    where: { holdId: hold.id, scopeId: { in: locked.map(({ id }) => id) }, releasedAt: null },
    data: { releasedAt: now },
    select: { scopeId: true },
  });
  const scopeIds = released.map(({ scopeId }) => scopeId);
  if (scopeIds.length === 0) return { scopeIds, resumedIds: [], isWhole: false };

  const isWhole = (await tx.holdTarget.count({ where: { holdId: hold.id, releasedAt: null } })) === 0;
  if (isWhole) {
    const { actor } = context;
    await endHold(tx, hold, { reason, now, by: by ?? { id: actor.actorId, name: actor.name } });
  }
  const freedIds = await setDesired(context, tx, scopeIds);
  const scopes = locked.filter(({ id }) => scopeIds.includes(id));
  const wider = await readWiderHolders(tx, scopes);
  const others = [...(await readOtherHolders(tx, scopeIds)), ...wider];
  const resumedIds = freedIds.filter((id) => !wider.some(({ scopeId }) => scopeId === id));
  await appendEntry(context, tx, {
    incidentId: incident.id,
    kind: 'hold_released',
    source: 'containment',
    text: reason,
    data: {
      holdId: hold.id,
      isWhole,
      ...data,
      ...(await whatResumes(tx, hold, scopes, { resumedIds, others, now })),
    },
  });
  await announceContainment(tx, [incident.number, ...others.map(({ number }) => number)]);
  return { scopeIds, resumedIds, isWhole };
}

type Ending = { reason: string; now: Date; by: { id: string; name: string } };

async function endHold(tx: Transaction, hold: Hold, { reason, now, by }: Ending): Promise<void> {
  await tx.hold.update({
    where: { id: hold.id },
    data: { releasedAt: now, releasedById: by.id, releasedByName: by.name, releaseReason: reason },
  });
}

type OtherHolder = Pick<Holder, 'scopeId' | 'number'>;

/**
 * What the release sets free: the calls that waited for it, what stays paused for another incident, and what somebody had
 * paused outside Holdfast before.
 */
async function whatResumes(
  tx: Transaction,
  hold: Hold,
  scopes: AgentScope[],
  { resumedIds, others, now }: { resumedIds: string[]; others: OtherHolder[]; now: Date },
) {
  const pausedBefore = await readPausedBefore(tx, scopes, now);
  const rows = scopes.map(({ id, agentId, workspaceId }) => ({
    scopeId: id,
    agentId,
    workspaceId: workspaceId || null,
    resumes: resumedIds.includes(id),
    ...(pausedBefore.has(id) && { wasPausedOutside: true }),
    heldBy: refsOf(others.filter(({ scopeId }) => scopeId === id)),
  }));
  const resuming = rows.filter(({ resumes }) => resumes);
  const untaken = resuming.length === 0 ? 'none' : await readUntakenOf(tx, hold);
  const agentIds = resuming.map(({ agentId }) => agentId);
  const calls = await readOpenCalls(tx, { agentIds, untaken }, now);
  const queued = calls
    .filter(({ stage }) => stage === 'queued')
    .filter((call) => isUntakenIn(untaken, call) || resuming.some((scope) => isInScope(scope, call)));
  return { scopes: rows, queuedCount: queued.length, queuedByTool: tallyByTool(queued) };
}

function refsOf(holders: OtherHolder[]): string[] {
  return [...new Set(holders.map(({ number }) => incidentRefOf(number)))];
}

async function readOtherHolders(tx: Transaction, scopeIds: string[]): Promise<OtherHolder[]> {
  const targets = await tx.holdTarget.findMany({
    where: { scopeId: { in: scopeIds }, releasedAt: null },
    select: { scopeId: true, hold: { select: { incident: { select: { number: true } } } } },
  });
  return targets.map(({ scopeId, hold }) => ({ scopeId, number: hold.incident.number }));
}
