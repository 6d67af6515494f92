import 'server-only';
import { lookAtScopes } from '@/lib/containment/server/look-at-scopes';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import { readShown } from '@/lib/containment/server/read-shown';
import { writeDrift } from '@/lib/containment/server/write-drift';
import type { Context } from '@/lib/context';

/**
 * A pause that XEM showed and no longer shows was lifted by somebody outside. Holdfast says so and leaves it to a
 * person; it never fights one silently. Where the pause comes back the same way, it says that too.
 */
export async function noteDrift(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const settled = scopes.filter(({ progress }) => progress === 'observed' || progress === 'drifted');
  const shown = await readShown(context.db, settled);
  const suspects = shown.filter(({ scope, seen }) => scope.progress === 'observed' && seen === 'running');
  const looked = await lookAtScopes(
    context,
    suspects.map(({ scope }) => scope),
  );
  await writeDrift(
    context,
    'drifted',
    suspects.filter(({ scope }) => looked.get(scope) === 'running'),
  );
  await writeDrift(
    context,
    'observed',
    shown.filter(({ scope, seen }) => scope.progress === 'drifted' && seen === 'paused'),
  );
}
