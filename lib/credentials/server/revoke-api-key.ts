import 'server-only';
import type { z } from 'zod';
import { requireFreshSignIn } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { assertTyped } from '@/lib/credentials/assert-typed';
import { kindFacts } from '@/lib/credentials/credential-action';
import type { CredentialAction, revokeApiKeyInput } from '@/lib/credentials/credential-action-schema';
import { type OwnKeys, settingsThatUse } from '@/lib/credentials/own-keys';
import { carryOut } from '@/lib/credentials/server/carry-out';
import { listAllKeys } from '@/lib/credentials/server/read-api-keys';
import { AppError, notFound } from '@/lib/errors';

type Input = z.output<typeof revokeApiKeyInput> & { keyId: string };

/**
 * At once and final, for whoever uses the key. One that Holdfast itself works with needs the name of its setting typed as
 * well, so that nobody cuts off the console in the middle of an incident unaware.
 */
export async function revokeApiKey(context: Context, input: Input, own: OwnKeys): Promise<CredentialAction> {
  const kind = 'revoke_api_key';
  requireRole(context, kindFacts[kind].role);
  requireFreshSignIn(context);
  const key = (await listAllKeys(context)).find(({ keyId }) => keyId === input.keyId);
  if (!key) throw notFound('API key', input.keyId);
  if (key.isActive === false) {
    throw new AppError('conflict', `API key ${key.keyId} is revoked already`, {
      userMessage: `${key.name} is revoked already. Nothing was changed.`,
    });
  }
  assertTyped(key.name, input.confirm);
  const [setting] = settingsThatUse(key.prefix, own);
  if (setting !== undefined) assertTyped(setting, input.confirmOwnUse, 'confirm_own_use');
  const { reason, incidentRef } = input;
  return carryOut(
    context,
    { kind, subjectId: key.keyId, subjectName: key.name, reason, incidentRef },
    {
      ask: () => context.xem.revokeApiKey(key.keyId),
      look: async () => {
        const now = (await listAllKeys(context)).find(({ keyId }) => keyId === key.keyId);
        if (now?.isActive === null) return null;
        return now?.isActive
          ? { isDone: false, said: 'XEM still lists the key as active.' }
          : { isDone: true, said: 'XEM no longer lists the key as active.' };
      },
    },
  );
}
