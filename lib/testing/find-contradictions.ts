import type { Database } from '@/lib/db/client';
import type { Effect, WatchedRouter } from '@/lib/testing/watched-router';
import { verifyChain } from '@/lib/timeline/server/verify-chain';

/** Clocks of processes on one machine agree to this; an answer may be written down that long after it was true. */
const slackMs = 20_000;

/**
 * Everything in which what Holdfast wants, what it has written down and what XEM has gone through disagree, as
 * sentences; none when all is well. For whole agents, which is what these tests hold.
 */
export async function findContradictions(db: Database, router: WatchedRouter): Promise<string[]> {
  const found = [
    ...(await unlikeDesired(db, router)),
    ...(await brokenChains(db)),
    ...(await untrueEntries(db, router.effects)),
    ...(await unexplainedEffects(db, router.effects)),
  ];
  const strange = router.writes.filter((write) => !/^(POST|PUT) .*\/(pause|resume)-exec$/.test(write));
  return [...found, ...strange.map((write) => `XEM was told to ${write}`)];
}

async function unlikeDesired(db: Database, { xem }: WatchedRouter): Promise<string[]> {
  const found: string[] = [];
  for (const scope of await db.agentScope.findMany()) {
    const { agentId, desired, progress, busyUntil } = scope;
    const { isPaused } = await xem.showAgent(agentId);
    if (isPaused !== (desired === 'paused'))
      found.push(`${agentId} should be ${desired}, XEM says otherwise`);
    const holds = await db.holdTarget.count({ where: { scopeId: scope.id, releasedAt: null } });
    if (holds > 0 !== (desired === 'paused'))
      found.push(`${agentId} is desired ${desired} by ${holds} holds`);
    if (progress !== 'observed') found.push(`${agentId} stays ${progress}`);
    if (busyUntil !== null) found.push(`${agentId} is claimed by nobody there`);
  }
  return found;
}

async function brokenChains(db: Database): Promise<string[]> {
  const found: string[] = [];
  for (const { id, number } of await db.incident.findMany({ select: { id: true, number: true } })) {
    const verdict = await verifyChain(db, id);
    if (!verdict.isIntact) found.push(`the log of incident ${number} is broken: ${verdict.reason}`);
  }
  return found;
}

/** An entry that says XEM accepted or showed something which XEM never went through. */
async function untrueEntries(db: Database, effects: Effect[]): Promise<string[]> {
  const entries = await db.timelineEntry.findMany({
    where: { kind: { in: ['scope_accepted', 'scope_observed', 'scope_drifted'] } },
    orderBy: { recordedAt: 'asc' },
  });
  return entries.flatMap(({ kind, data, happenedAt }) => {
    const { agentId, desired } = data as { agentId: string; desired: 'paused' | 'running' };
    const claimed = kind === 'scope_drifted' ? 'running' : desired;
    // XEM may accept what it never carries out, so acceptance alone claims less.
    const isTrue = kind === 'scope_accepted' || wasState(effects, agentId, claimed, happenedAt);
    return isTrue
      ? []
      : [`the log says ${agentId} was ${claimed} at ${happenedAt.toISOString()}, it was not`];
  });
}

/** Whether the agent was in that state at any moment shortly before. */
function wasState(effects: Effect[], agentId: string, state: 'paused' | 'running', at: Date): boolean {
  const from = at.getTime() - slackMs;
  const its = effects.filter((effect) => effect.agentId === agentId && effect.at <= at);
  const before = its.findLast((effect) => effect.at.getTime() < from);
  const states = [before, ...its.filter((effect) => effect.at.getTime() >= from)];
  return states.some((effect) => (effect?.verb === 'pause' ? 'paused' : 'running') === state);
}

/** A pause that nobody had asked for, or a resume while somebody held the agent and had seen it stopped. */
async function unexplainedEffects(db: Database, effects: Effect[]): Promise<string[]> {
  const targets = await db.holdTarget.findMany({ include: { scope: true } });
  return effects.flatMap(({ verb, agentId, at, isOutside }) => {
    if (isOutside) return [];
    const its = targets.filter(({ scope }) => scope.agentId === agentId);
    const isAskedFor =
      verb === 'pause'
        ? its.some(({ addedAt }) => addedAt <= at)
        : its.some(({ releasedAt }) => releasedAt !== null && releasedAt <= at);
    if (!isAskedFor) return [`${agentId} met a ${verb} that no entry explains`];
    const undone = its.some(
      ({ observedAt, releasedAt }) =>
        verb === 'resume' &&
        observedAt !== null &&
        observedAt < at &&
        (releasedAt === null || releasedAt > at),
    );
    return undone ? [`${agentId} was resumed while it was held`] : [];
  });
}
