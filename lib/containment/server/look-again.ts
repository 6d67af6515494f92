import 'server-only';
import { requestAgain } from '@/lib/containment/server/set-desired';
import { tellConcerned } from '@/lib/containment/server/tell-concerned';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';

/**
 * Has XEM asked anew about these (locked) scopes where a step of our own may have changed them, and tells the incidents
 * concerned why.
 */
export async function lookAgain(
  context: Context,
  tx: Transaction,
  scopes: AgentScope[],
  why: string,
): Promise<void> {
  await requestAgain(
    context,
    tx,
    scopes.map(({ id }) => id),
  );
  await tellConcerned(
    context,
    tx,
    scopes,
    ({ id: scopeId, agentId, workspaceId, desired, progress, errorCode }) => ({
      kind: 'scope_retried',
      source: 'containment',
      text: why,
      data: { scopeId, agentId, workspaceId: workspaceId || null, desired, progress, errorCode },
    }),
  );
}
