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
import { isAppError } from '@/lib/errors';

type Input = z.output<typeof irreversibleInput> & { agentId: string };

/** Takes the agent off the project for good. */
export async function deleteAgent(context: Context, input: Input): Promise<CredentialAction> {
  const kind = 'delete_agent';
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
      ask: () => xem.deleteAgent(agentId),
      look: async () => {
        try {
          const { status } = await xem.showAgent(agentId);
          return { isDone: false, said: `XEM still lists the agent, as ${status}.` };
        } catch (error) {
          if (isAppError(error, 'not_found')) return { isDone: true, said: 'XEM no longer lists the agent.' };
          throw error;
        }
      },
    },
  );
}
