import 'server-only';
import { readCallsAsOf } from '@/lib/containment/server/read-freshness';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { reliesOnLostFix } from '@/lib/release/cause-fix-rule';
import { isReleaseOpen, watchedReleaseStates } from '@/lib/release/release';
import {
  type CallSeen,
  frozenReviewSchema,
  type Release,
  type ReleaseStage,
} from '@/lib/release/release-schema';
import { readReviewChanges } from '@/lib/release/server/assert-seen';
import { type ReleaseRow, releaseParts } from '@/lib/release/server/find-release';
import { mayNotConfirm } from '@/lib/release/server/may-not-confirm';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { readWatchedCalls, type WatchedCallRow } from '@/lib/release/server/read-watched-calls';

const shownCalls = 10;
const minuteMs = 60_000;
type Reader = Pick<Context, 'actor' | 'clock' | 'xem'>;

/** A release as this reader sees it. */
export async function readRelease(reader: Reader, db: Transaction, releaseId: string): Promise<Release> {
  const row = await db.release.findUnique({ where: { id: releaseId }, include: releaseParts });
  if (!row) throw notFound('release', releaseId);
  return toRelease(reader, db, row);
}

export async function toRelease(reader: Reader, db: Transaction, row: ReleaseRow): Promise<Release> {
  const isWatched = watchedReleaseStates.some((state) => state === row.state);
  const { clockSkewMs } = reader.xem.condition();
  const calls = isWatched ? (await readWatchedCalls(db, row, clockSkewMs)).reverse() : [];
  const review = frozenReviewSchema.parse(row.review);
  const { id, incident, hold, state, reason, withoutFixReason, rule, ruleToolName, watchMinutes } = row;
  return {
    releaseId: id,
    incidentRef: incidentRefOf(incident.number),
    holdId: hold.id,
    state,
    reason,
    withoutFixReason,
    isFixGone: await readIsFixGone(db, row),
    rule,
    ruleToolName,
    watchMinutes,
    isAutomatic: row.isAutomatic,
    review,
    changesSinceReview: state === 'waiting' ? await readReviewChanges(db, row, reader.clock.now()) : [],
    needsSecond: row.needsSecond,
    mayNotConfirm: state === 'waiting' ? await mayNotConfirm(db, reader.actor, row) : null,
    askedByName: row.askedByName,
    askedAt: row.askedAt.toISOString(),
    decidedByName: row.decidedByName,
    decidedAt: iso(row.decidedAt),
    decisionReason: row.decisionReason,
    isForced: row.isForced,
    endedAt: iso(row.endedAt),
    endReason: row.endReason,
    recurrence: await toRecurrence(db, row.recurrence),
    stages: await readStages(db, row),
    callCount: calls.length,
    calls: await toCalls(db, calls.slice(0, shownCalls)),
    callsAsOf: iso(await readCallsAsOf(db)),
  };
}

async function readIsFixGone(db: Transaction, row: ReleaseRow): Promise<boolean> {
  if (!isReleaseOpen(row.state) || !reliesOnLostFix(row, null)) return false;
  return (await readCauseFix(db, row.incidentId)) === null;
}

async function readStages(db: Transaction, row: ReleaseRow): Promise<ReleaseStage[]> {
  const names = await readNames(
    db,
    row.targets.map(({ scope }) => scope),
  );
  const scopes = await db.agentScope.findMany({
    where: { id: { in: row.targets.map(({ scopeId }) => scopeId) } },
    select: { id: true, progress: true },
  });
  const progressOf = new Map(scopes.map(({ id, progress }) => [id, progress]));
  return row.stages.map(({ number, startedAt, watchedAt, extendedAt, passedAt }) => ({
    number,
    startedAt: iso(startedAt),
    watchedAt: iso(watchedAt),
    watchUntil: watchedAt && new Date(watchedAt.getTime() + row.watchMinutes * minuteMs).toISOString(),
    extendedAt: iso(extendedAt),
    passedAt: iso(passedAt),
    targets: row.targets
      .filter(({ stage }) => stage === number)
      .map(({ scopeId, scope, isFreed, releasedAt, heldAgainAt }) => ({
        scopeId,
        agentId: scope.agentId,
        agentName: names.agent(scope.agentId) ?? scope.agentId,
        workspaceId: scope.workspaceId || null,
        workspaceName: names.workspace(scope.workspaceId) ?? (scope.workspaceId || null),
        isFreed,
        releasedAt: iso(releasedAt),
        heldAgainAt: iso(heldAgainAt),
        progress: progressOf.get(scopeId) ?? 'requested',
      }))
      .sort((one, other) => one.agentName.localeCompare(other.agentName)),
  }));
}

async function toCalls(db: Transaction, calls: WatchedCallRow[]): Promise<CallSeen[]> {
  const names = await readNames(db, calls);
  return calls.map(({ executionId, agentId, toolName, risk, status, startedAt }) => ({
    executionId,
    agentId,
    agentName: names.agent(agentId) ?? agentId,
    toolName,
    risk,
    status,
    startedAt: iso(startedAt),
  }));
}

async function toRecurrence(db: Transaction, kept: unknown): Promise<CallSeen | null> {
  if (kept === null) return null;
  const call = kept as Omit<WatchedCallRow, 'startedAt'> & { startedAt: string | null };
  const [seen] = await toCalls(db, [
    { ...call, startedAt: call.startedAt ? new Date(call.startedAt) : null },
  ]);
  return seen ?? null;
}

function iso(time: Date | null): string | null {
  return time?.toISOString() ?? null;
}
