import 'server-only';
import type { OwnLift } from '@/lib/containment/breach-reason';
import { wordOfList } from '@/lib/containment/complete-look';
import { lookAtScopes } from '@/lib/containment/server/look-at-scopes';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readLiftedByUs } from '@/lib/containment/server/read-lifted-by-us';
import { readShown, type Shown } from '@/lib/containment/server/read-shown';
import { reassertHolds } from '@/lib/containment/server/reassert-holds';
import { recordStep } from '@/lib/containment/server/record-step';
import { writeDrift } from '@/lib/containment/server/write-drift';
import type { Context } from '@/lib/context';
import { enqueueMany } from '@/lib/jobs/server/enqueue';

/**
 * A pause that XEM showed and no longer shows was lifted by somebody outside. Holdfast says so and leaves it to a
 * person; it never fights one silently. Unless our own resume may have done it: then it asks again. Where the pause comes
 * back from outside, it says that too.
 */
export async function noteDrift(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const shown = await readShown(context.db, scopes);
  const lifted = await confirmLifted(context, shown.filter(isNow('observed', 'running')));
  const ours = await readLiftedByUs(
    context.db,
    lifted.map(({ scope }) => scope),
    context.clock.now(),
  );
  for (const lift of ownLifts) {
    const scopes = lifted.flatMap(({ scope }) => (ours.get(scope.id) === lift ? scope : []));
    await reassertHolds(context, scopes, whyAgain[lift]);
  }
  await writeDrift(
    context,
    'drifted',
    lifted.filter(({ scope }) => !ours.has(scope.id)),
  );
  await writeDrift(context, 'observed', shown.filter(isNow('drifted', 'paused')));
  await settleUnverifiable(context, shown);
}

/** What XEM had accepted and not shown counts as seen once the list shows it, or is asked for again where it runs. */
async function settleUnverifiable(context: Context, shown: Shown[]): Promise<void> {
  const unverifiable = shown.filter(({ scope }) => scope.progress === 'unverifiable');
  const settled = unverifiable.flatMap((listed) => {
    const seen = wordOfList(listed, listed.stoppedAt);
    return seen === 'unknown' ? [] : [{ scope: listed.scope, seen }];
  });
  await Promise.all(settled.map(({ scope, seen }) => recordStep(context, scope, { outcome: 'seen', seen })));
  const running = settled.filter(({ seen }) => seen === 'running');
  await enqueueMany(
    context.db,
    'reconcile_scope',
    running.map(({ scope }) => ({ scopeId: scope.id })),
  );
}

const ownLifts = ['with_other', 'late_resume'] as const satisfies OwnLift[];

const whyAgain: Record<OwnLift, string> = {
  with_other:
    'XEM had lifted this pause too when Holdfast lifted another pause of this agent. It is asked to pause it again.',
  late_resume:
    'An earlier resume by Holdfast, which XEM had not shown, may have landed inside this stop. It is asked to pause it again.',
};

const isNow =
  (progress: HeldScopeRow['progress'], seen: Shown['seen']) =>
  (shown: Shown): boolean =>
    shown.scope.progress === progress && shown.seen === seen;

/** Those that XEM itself shows running too. Where it does not show that, a list which came late enough is believed. */
async function confirmLifted(context: Context, suspects: Shown[]): Promise<Shown[]> {
  const looked = await lookAtScopes(
    context,
    suspects.map(({ scope }) => scope),
  );
  return suspects.filter((listed) => {
    const seen = looked.get(listed.scope);
    return (seen === 'unknown' ? wordOfList(listed, listed.stoppedAt) : seen) === 'running';
  });
}
