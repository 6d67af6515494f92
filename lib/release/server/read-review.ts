import 'server-only';
import { isInScope } from '@/lib/containment/agent-scope';
import type { OpenCall } from '@/lib/containment/open-call';
import { readCallsAsOf } from '@/lib/containment/server/read-freshness';
import { readPausedBefore } from '@/lib/containment/server/read-paused-before';
import { readWiderHolders } from '@/lib/containment/server/read-wider-holders';
import { tallyByTool } from '@/lib/containment/tally-by-tool';
import type { ToolTally } from '@/lib/containment/tally-by-tool-schema';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { mayDestroy } from '@/lib/release/may-destroy';
import { staleReasonOf } from '@/lib/release/queued-call';
import type { CauseFix, ReviewTarget, Seen } from '@/lib/release/release-schema';
import { type Background, readBackground } from '@/lib/release/server/read-background';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { callIdOf, readQueue } from '@/lib/release/server/read-queue';

export type Review = {
  asOf: Date | null;
  targets: ReviewTarget[];
  queue: OpenCall[];
  background: Map<string, Background>;
  queuedCount: number;
  dangerousCount: number;
  staleCount: number;
  queuedByTool: ToolTally[];
  causeFix: CauseFix | null;
  seen: Seen;
};

type Of = { hold: Hold; incident: Incident; scopeIds?: string[] | undefined; now: Date };

/** What a release of these scopes would set free, as it stands now: for the person who looks, and again at commit. */
export async function readReview(db: Transaction, { hold, incident, scopeIds, now }: Of): Promise<Review> {
  const active = await db.holdTarget.findMany({
    where: { holdId: hold.id, releasedAt: null, ...(scopeIds && { scopeId: { in: scopeIds } }) },
    include: {
      scope: {
        include: {
          targets: {
            where: { releasedAt: null, holdId: { not: hold.id } },
            select: { hold: { select: { incident: { select: { id: true, number: true } } } } },
          },
        },
      },
    },
  });
  const wider = await readWiderHolders(
    db,
    active.map(({ scope }) => scope),
  );
  const scopes = active.map(({ scope }) => ({
    ...scope,
    workspaceId: scope.workspaceId || null,
    holders: [
      ...scope.targets.map(({ hold: { incident: holder } }) => ({
        incidentId: holder.id,
        number: holder.number,
      })),
      ...wider.filter(({ scopeId }) => scopeId === scope.id),
    ],
  }));
  const names = await readNames(db, scopes);
  const pausedBefore = await readPausedBefore(
    db,
    active.map(({ scope }) => scope),
    now,
  );
  const free = scopes.filter(({ holders }) => holders.length === 0);
  const queue = await readQueue(db, hold, free, now);
  const targets = scopes.map((scope) => {
    const { id, agentId, workspaceId, holders } = scope;
    const calls = holders.length > 0 ? [] : queue.filter((call) => isInScope(scope, call));
    const others = holders.filter((holder) => holder.incidentId !== incident.id);
    return {
      scopeId: id,
      agentId,
      agentName: names.agent(agentId) ?? agentId,
      workspaceId,
      workspaceName: names.workspace(workspaceId) ?? workspaceId,
      heldBy: [...new Set(others.map(({ number }) => incidentRefOf(number)))],
      isKept: holders.length > 0,
      wasPausedOutside: pausedBefore.has(id),
      queuedCount: calls.length,
      dangerousQueuedCount: calls.filter(mayDestroy).length,
      oldestQueuedAt: calls[0]?.since ?? null,
    };
  });
  const background = await readBackground(db, queue);
  const times = { incidentStartedAt: incident.startedAt, stoppedAt: hold.placedAt, now };
  const stale = queue.filter((call) => isStale(call, background, times));
  const dangerous = queue.filter(mayDestroy);
  return {
    asOf: await readCallsAsOf(db),
    targets: targets.sort((one, other) => other.queuedCount - one.queuedCount || byName(one, other)),
    queue,
    background,
    queuedCount: queue.length,
    dangerousCount: dangerous.length,
    staleCount: stale.length,
    queuedByTool: tallyByTool(queue),
    causeFix: await readCauseFix(db, incident.id),
    seen: {
      scopeIds: targets.map(({ scopeId }) => scopeId).sort(),
      dangerousIds: dangerous.map(callIdOf).sort(),
      toolNames: [...new Set(queue.map(({ toolName }) => toolName ?? 'unknown tool'))].sort(),
    },
  };
}

function isStale(
  call: OpenCall,
  background: Map<string, Background>,
  times: Parameters<typeof staleReasonOf>[1],
): boolean {
  const queuedAt = call.since === null ? null : new Date(call.since);
  const approval = background.get(callIdOf(call))?.approval ?? null;
  return staleReasonOf({ queuedAt, approval }, times) !== null;
}

function byName(one: ReviewTarget, other: ReviewTarget): number {
  return one.agentName.localeCompare(other.agentName);
}
