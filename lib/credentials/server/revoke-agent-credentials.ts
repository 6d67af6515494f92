import 'server-only';
import type { z } from 'zod';
import { requireFreshSignIn } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { assertTyped } from '@/lib/credentials/assert-typed';
import { kindFacts } from '@/lib/credentials/credential-action';
import type { CredentialAction, irreversibleInput } from '@/lib/credentials/credential-action-schema';
import { carryOut } from '@/lib/credentials/server/carry-out';
import { findAgent } from '@/lib/credentials/server/find-agent';

type Input = z.output<typeof irreversibleInput> & { agentId: string };

/** The record stays, but the agent has to be enrolled anew before it works again. */
export async function revokeAgentCredentials(context: Context, input: Input): Promise<CredentialAction> {
  const kind = 'revoke_agent_credentials';
  requireRole(context, kindFacts[kind].role);
  requireFreshSignIn(context);
  const { agentId, name } = await findAgent(context, input.agentId);
  assertTyped(name, input.confirm);
  const { reason, incidentRef } = input;
  const { xem } = context;
  return carryOut(
    context,
    { kind, subjectId: agentId, subjectName: name, reason, incidentRef },
    {
      ask: () => xem.revokeCredentials(agentId),
      look: async () => {
        const { status } = await xem.showAgent(agentId);
        return { isDone: /revoked/i.test(status), said: `XEM shows the agent as ${status}.` };
      },
    },
  );
}
