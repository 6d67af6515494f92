import 'server-only';
import type { ScopeRef, SeenState } from '@/lib/containment/agent-scope';
import type { StepOutcome } from '@/lib/containment/next-scope-state';
import { lookAtXem } from '@/lib/containment/server/ask-xem';
import { paceOf } from '@/lib/containment/server/xem-pace';
import type { Context } from '@/lib/context';
import { inParallel } from '@/lib/mirror/in-parallel';
import { readNames } from '@/lib/mirror/server/read-names';

/** A third of the turns that a process has at XEM: an order to stop may be waiting for one of them. */
const looksAtOnce = 8;
/** What has not been looked at by then waits for the next run, in ms: nothing new is read while this one lasts. */
const longestLookingMs = 2_000;

type Lookable = Pick<ScopeRef, 'agentId'> & { workspaceId: string | null };

/**
 * What XEM itself shows of these scopes: a list that was on its way while a pause took hold shows the state before it.
 * Where it answers and does not show it, or refuses to, that is unknown. One that could not be looked at, or whose turn
 * did not come in time, has no answer.
 */
export async function lookAtScopes<Scope extends Lookable>(
  context: Context,
  scopes: Scope[],
): Promise<Map<Scope, SeenState>> {
  const { clock } = context;
  const seen = new Map<Scope, SeenState>();
  const { workspace } = await readNames(
    context.db,
    scopes.map(({ workspaceId }) => ({ workspaceId })),
  );
  const until = clock.now().getTime() + longestLookingMs;
  let isAway = false;
  await inParallel(inTurns(scopes, clock.now()), looksAtOnce, async (scope) => {
    if (isAway || clock.now().getTime() >= until) return;
    const ref = { ...refOf(scope), desired: 'paused' as const };
    const outcome = await takeTurn(context, () => lookAtXem(context, ref, workspace(ref.workspaceId)));
    if (outcome?.outcome === 'seen') seen.set(scope, outcome.seen);
    else if (outcome !== null && 'failure' in outcome && outcome.failure.kind === 'refused')
      seen.set(scope, 'unknown');
    // Out of reach, or asked to be left alone: the next would only wait for the same answer.
    else isAway = true;
  });
  return seen;
}

/** Begins elsewhere each second, so that those whose look says nothing never keep the others from theirs. */
function inTurns<Scope>(scopes: Scope[], now: Date): Scope[] {
  const start = Math.floor(now.getTime() / 1_000) % Math.max(1, scopes.length);
  return [...scopes.slice(start), ...scopes.slice(0, start)];
}

function refOf({ agentId, workspaceId }: Lookable): ScopeRef {
  return { agentId, workspaceId: workspaceId || null };
}

/** Null where XEM wants to be left alone. */
async function takeTurn(
  { xem, clock }: Context,
  look: () => Promise<StepOutcome>,
): Promise<StepOutcome | null> {
  const pace = paceOf(xem);
  await pace.enter();
  let outcome: StepOutcome | null = null;
  try {
    if (pace.pauseMs(clock.now()) === 0) outcome = await look();
    return outcome;
  } finally {
    pace.leave(outcome, clock.now());
  }
}
