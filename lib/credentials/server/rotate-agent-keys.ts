import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { kindFacts } from '@/lib/credentials/credential-action';
import type { CredentialAction, rotateKeysInput } from '@/lib/credentials/credential-action-schema';
import { carryOut } from '@/lib/credentials/server/carry-out';
import { findAgent } from '@/lib/credentials/server/find-agent';

type Input = z.output<typeof rotateKeysInput> & { agentId: string };

/** How far XEM's clock may be behind ours, in ms. Further behind, a lost answer stays unknown, which errs on the safe side. */
const toleranceMs = 2_000;

/** Has the agent make a new pair of keys. The one action here that can be had again, so nothing is typed for it. */
export async function rotateAgentKeys(context: Context, input: Input): Promise<CredentialAction> {
  const kind = 'rotate_agent_keys';
  requireRole(context, kindFacts[kind].role);
  const { agentId, name } = await findAgent(context, input.agentId);
  const { reason, incidentRef } = input;
  const { xem } = context;
  return carryOut(
    context,
    { kind, subjectId: agentId, subjectName: name, reason, incidentRef },
    {
      ask: () => xem.rotateCurveKeys(agentId, { reason }),
      look: async (askedAt) => {
        const { items } = await xem.listAgentEvents(agentId, { limit: 20 });
        const since = askedAt.getTime() - toleranceMs;
        const event = items.find(
          ({ type, occurredAt }) => /curve|rotat/i.test(type) && occurredAt.getTime() >= since,
        );
        return event ? { isDone: true, said: `Its events show ${event.type.replaceAll('_', ' ')}.` } : null;
      },
    },
  );
}
