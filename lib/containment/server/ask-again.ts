import 'server-only';
import { requestAgain } from '@/lib/containment/server/set-desired';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { AgentScope } from '@/lib/db/generated/client';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Asked = { holdId: string; incidentId: string; scopes: AgentScope[] };

/** Has XEM asked anew about these (locked) scopes, because a person says so, and tells it in the log of the (locked) incident. */
export async function askAgain(
  context: Context,
  tx: Transaction,
  { holdId, incidentId, scopes }: Asked,
): Promise<void> {
  if (scopes.length === 0) return;
  await requestAgain(
    context,
    tx,
    scopes.map(({ id }) => id),
  );
  await appendEntry(context, tx, {
    incidentId,
    kind: 'scope_retried',
    source: 'containment',
    data: {
      holdId,
      scopes: scopes.map(({ id, agentId, workspaceId, desired, progress, errorCode }) => ({
        scopeId: id,
        agentId,
        workspaceId: workspaceId || null,
        desired,
        progress,
        errorCode,
      })),
    },
  });
}

/** The same after a new order to stop: whoever resumed these outside is overruled by it, and not silently. */
export function stopAgain(context: Context, tx: Transaction, asked: Asked): Promise<void> {
  return askAgain(context, tx, { ...asked, scopes: asked.scopes.filter(wasResumedOutside) });
}

function wasResumedOutside({ desired, progress }: AgentScope): boolean {
  return desired === 'paused' && progress === 'drifted';
}
