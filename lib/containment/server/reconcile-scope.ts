import 'server-only';
import type { SeenState } from '@/lib/containment/agent-scope';
import { completeLook, needsList } from '@/lib/containment/complete-look';
import { nextScopeState, type StepOutcome } from '@/lib/containment/next-scope-state';
import { planStep } from '@/lib/containment/plan-step';
import { askXem, lookAtXem } from '@/lib/containment/server/ask-xem';
import { giveWay } from '@/lib/containment/server/give-way';
import { keepOtherPauses } from '@/lib/containment/server/keep-other-pauses';
import { readListed } from '@/lib/containment/server/read-listed';
import { recordStep } from '@/lib/containment/server/record-step';
import { paceOf } from '@/lib/containment/server/xem-pace';
import type { Context } from '@/lib/context';
import type { Database } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

/**
 * A claim outlives the call it announces by this, until when nobody else talks to XEM about the same scope: for storing
 * the answer, for a command that has to be killed, and for clocks of replicas that differ. Where that is not enough, the
 * late answer is not passed over (`giveWay`).
 */
const leaseMarginMs = 5_000;
/** Looked, asked again where that failed, looked again: the rest is for the next run. */
const stepsPerRun = 4;
const nextRunMs = 500;

type Next = { againAfterMs: number | null; isUrgent?: boolean };
type Seen = { generation: number; state: SeenState };
/** What came of a step, and the scope after it: null when somebody else has moved it meanwhile. */
type Taken = { outcome: StepOutcome; scope: AgentScope | null };

/**
 * Drives XEM to what is wanted of one scope, and looks until it shows. Any number of workers may run it at once and
 * crash anywhere: each step is planned from what is stored, and a call is announced in the database before it is made.
 */
export async function reconcileScope(context: Context, scopeId: string): Promise<Next> {
  let seen: Seen | null = null;
  let known: AgentScope | null = null;
  for (let count = 0; count < stepsPerRun; count += 1) {
    // What this run has just written is what is stored; every write after it is conditional on that.
    const scope: AgentScope | null =
      known ?? (await context.db.agentScope.findUnique({ where: { id: scopeId } }));
    if (scope === null) return { againAfterMs: null };
    const now = context.clock.now();
    const step = planStep(scope, seen?.generation === scope.generation ? seen.state : null, now);
    if (step.step === 'rest') return { againAfterMs: null };
    if (step.step === 'wait') return waitFor(step.milliseconds, scope);

    const turn = await takeTurn(context, () =>
      step.step === 'look' ? look(context, scope) : call(context, scope),
    );
    if ('pauseMs' in turn) return waitFor(turn.pauseMs, scope);
    // Of thousands, all are asked before any is looked at: what is asked stops the damage, a look only proves it. Where
    // something else is wanted by now that has not been asked for, whoever came for it waits for us and we go on.
    if (turn.taken?.outcome.outcome === 'accepted' && turn.taken.scope !== null) return { againAfterMs: 0 };
    known = turn.taken?.scope ?? null;
    seen = seenIn(turn.taken, scope);
  }
  return { againAfterMs: nextRunMs };
}

/** What was never asked goes before all looks that are due, however late it gets its turn. */
function waitFor(againAfterMs: number, { attemptCount }: AgentScope): Next {
  return attemptCount === 0 ? { againAfterMs, isUrgent: true } : { againAfterMs };
}

function seenIn(taken: Taken | null, { generation }: AgentScope): Seen | null {
  if (taken === null) return null;
  const { outcome } = taken;
  if (outcome.outcome === 'seen') return { generation, state: outcome.seen };
  return outcome.outcome === 'look_failed' ? { generation, state: 'unknown' } : null;
}

type Turn = { pauseMs: number } | { taken: Taken | null };

/** One step in its turn, or how long XEM wants to be left alone, which may be said while we wait for the turn. */
async function takeTurn({ xem, clock }: Context, take: () => Promise<Taken | null>): Promise<Turn> {
  const pace = paceOf(xem);
  const pauseMs = pace.pauseMs(clock.now());
  if (pauseMs > 0) return { pauseMs };
  await pace.enter();
  let taken: Taken | null = null;
  try {
    const pausedMs = pace.pauseMs(clock.now());
    if (pausedMs > 0) return { pauseMs: pausedMs };
    taken = await take();
    return { taken };
  } finally {
    pace.leave(taken?.outcome ?? null, clock.now());
  }
}

async function look(context: Context, scope: AgentScope): Promise<Taken> {
  const shown = await lookAtXem(context, refOf(scope), await workspaceNameOf(context.db, scope));
  const listed = needsList(scope, shown) ? await readListed(context.db, [scope]) : null;
  const outcome = completeLook(scope, shown, listed?.get(scope) ?? null, context.clock.now());
  if (endsResume(scope, outcome, context.clock.now())) await keepOtherPauses(context, scope);
  return { outcome, scope: await recordStep(context, scope, outcome) };
}

/** Whether this look is the one by which XEM has resumed a scope, seen or by its word. */
function endsResume(scope: AgentScope, outcome: StepOutcome, now: Date): boolean {
  if (scope.desired !== 'running') return false;
  const progress = nextScopeState(scope, outcome, now)?.progress;
  return progress === 'observed' || (progress === 'unverifiable' && scope.progress !== progress);
}

/** Null when another worker was quicker. */
async function call(context: Context, scope: AgentScope): Promise<Taken | null> {
  const workspaceName = await workspaceNameOf(context.db, scope);
  const now = context.clock.now();
  const claim = {
    attemptCount: scope.attemptCount + 1,
    lastAttemptAt: now,
    nextAttemptAt: null,
    busyUntil: new Date(now.getTime() + context.xem.writeDeadlineMs + leaseMarginMs),
    isPausedByUs: scope.isPausedByUs || scope.desired === 'paused',
  };
  const { count } = await context.db.agentScope.updateMany({
    where: {
      id: scope.id,
      generation: scope.generation,
      attemptCount: scope.attemptCount,
      OR: [{ busyUntil: null }, { busyUntil: { lte: now } }],
    },
    data: claim,
  });
  if (count === 0) return null;
  const outcome = await askXem(context, refOf(scope), workspaceName);
  const moved = await recordStep(context, { ...scope, ...claim }, outcome);
  if (moved === null) await giveWay(context, { ...scope, ...claim });
  return { outcome, scope: moved };
}

function refOf({ agentId, workspaceId, desired }: AgentScope) {
  return { agentId, workspaceId: workspaceId || null, desired };
}

async function workspaceNameOf(db: Database, { workspaceId }: AgentScope): Promise<string | null> {
  if (workspaceId === '') return null;
  const workspace = await db.workspace.findUnique({ where: { workspaceId }, select: { name: true } });
  return workspace?.name ?? null;
}
