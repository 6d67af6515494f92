import 'server-only';
import { breachReasonWords } from '@/lib/containment/breach-reason';
import type { Breach } from '@/lib/containment/server/explain-breaches';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { notify } from '@/lib/notify/server/notify';

type Incident = { incidentId: string; number: number };

/** One red line an incident, however many calls came through before somebody looked. */
export async function notifyOfBreaches(
  context: Context,
  tx: Transaction,
  { incidentId, number }: Incident,
  breaches: Breach[],
): Promise<void> {
  const newest = breaches.at(-1);
  if (!newest) return;
  const { toolName, agentId, executionId } = newest.call;
  const { agent } = await readNames(tx, [{ agentId }]);
  const who = agentId === null ? 'an agent nobody names' : (agent(agentId) ?? agentId);
  await notify(context, tx, {
    kind: 'breach',
    severity: 'red',
    text: `${toolName ?? 'A call'} started on ${who} inside the stop of ${incidentRefOf(number)}. Likely: ${breachReasonWords[newest.reason]}.`,
    incidentId,
    subject: { kind: 'execution', id: executionId },
    foldKey: `breach:${incidentId}`,
    count: breaches.length,
  });
}
