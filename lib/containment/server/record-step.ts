import 'server-only';
import { nextScopeState, type ScopeChange, type StepOutcome } from '@/lib/containment/next-scope-state';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { hastenUnreachable } from '@/lib/containment/server/hasten-unreachable';
import { readConcernedByScope } from '@/lib/containment/server/read-concerned';
import { type ScopeStep, writeScopeChanges } from '@/lib/containment/server/write-scope-changes';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { groupWrites } from '@/lib/db/group-writes';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';

/**
 * Stores what came of a step, on the scope, on the receipts of its holds and in the log of every incident concerned.
 * Returns the scope as it is now, or null when it has moved on since it was read: then the outcome answers a question
 * nobody asks any more. Every entry locks its incident, so what many workers have to say at once is written in one
 * transaction.
 */
export async function recordStep(
  context: Context,
  scope: AgentScope,
  outcome: StepOutcome,
): Promise<AgentScope | null> {
  const change = nextScopeState(scope, outcome, context.clock.now());
  if (change === null) return scope;
  const isCurrent = await writerFor(context.db)({ context, scope, change });
  return isCurrent ? { ...scope, ...change, xemRequestId: change.xemRequestId ?? scope.xemRequestId } : null;
}

type RecordedStep = ScopeStep & { context: Context };
type Writer = (step: RecordedStep) => Promise<boolean>;

const writers = new WeakMap<Database, Writer>();

function writerFor(db: Database): Writer {
  const writer = writers.get(db) ?? groupWrites((steps: RecordedStep[]) => recordSteps(db, steps));
  writers.set(db, writer);
  return writer;
}

async function recordSteps(db: Database, steps: RecordedStep[]): Promise<boolean[]> {
  return db.$transaction(async (tx) => {
    // Of two workers at one scope, the first counts; the other reads it again.
    const firsts = [...new Map(steps.toReversed().map((step) => [step.scope.id, step])).values()];
    const moved = await writeScopeChanges(tx, firsts);
    const current = firsts.filter(({ scope }) => moved.has(scope.id));
    const concerned = await readConcernedByScope(
      tx,
      current.map(({ scope }) => scope),
    );
    const incidents = [...concerned.values()].flat();
    const incidentIds = [...new Set(incidents.map(({ incidentId }) => incidentId))].sort();
    for (const incidentId of incidentIds) {
      const theirs = current.filter(({ scope }) =>
        concerned.get(scope.id)?.some((incident) => incident.incidentId === incidentId),
      );
      // A machine's steps have no author; where a person's do, they are not mixed up with another's.
      for (const [, group] of Map.groupBy(theirs, ({ context }) => authorOf(context))) {
        const [first] = group;
        if (first) await appendEntries(first.context, tx, incidentId, entriesOf(incidentId, group));
      }
    }
    await announceContainment(
      tx,
      incidents.map(({ number }) => number),
    );
    const [answered] = current.filter(isNews);
    if (answered) await hastenUnreachable(tx, answered.context.clock.now());
    return steps.map((step) => current.includes(step));
  });
}

/** XEM answers, and not only what it has answered before: one scope that stays late would hasten all others for ever. */
function isNews({ scope, change: { progress } }: ScopeStep): boolean {
  return progress !== scope.progress && (progress === 'accepted' || progress === 'observed');
}

function authorOf({ actor }: Context): string {
  return actor.kind === 'system' ? 'system' : actor.actorId;
}

function entriesOf(incidentId: string, steps: RecordedStep[]): NewEntry[] {
  return steps.flatMap(({ scope, change }) =>
    entriesFor(scope, change).map((entry) => ({ incidentId, ...entry })),
  );
}

/** One entry a step of the way, each at most once for a request: the source id says which. */
function entriesFor(scope: AgentScope, change: ScopeChange): Omit<NewEntry, 'incidentId'>[] {
  const { id: scopeId, agentId, workspaceId, desired, generation, attemptCount, requestedAt } = scope;
  const base = {
    source: 'containment' as const,
    xemRequestId: change.xemRequestId ?? scope.xemRequestId,
    data: { scopeId, agentId, workspaceId: workspaceId || null, desired, attemptCount, requestedAt },
  };
  const sourceId = (step: string) => `scope:${scopeId}:g${generation}:${step}`;
  const entries: Omit<NewEntry, 'incidentId'>[] = [];
  if (change.acceptedAt !== null && scope.acceptedAt === null) {
    entries.push({ ...base, kind: 'scope_accepted', sourceId: sourceId('accepted') });
  }
  if (change.progress === 'observed') {
    entries.push({ ...base, kind: 'scope_observed', sourceId: sourceId('observed') });
  }
  if (change.progress === 'unverifiable') {
    entries.push({ ...base, kind: 'scope_unverifiable', sourceId: sourceId('unverifiable') });
  }
  if (change.errorCode !== null) {
    const { errorCode, errorMessage } = change;
    entries.push({
      ...base,
      kind: 'scope_failed',
      sourceId: sourceId(`failed:${errorCode}`),
      data: { ...base.data, errorCode, errorMessage },
    });
  }
  return entries;
}
