import 'server-only';
import { publicUrl } from '@/lib/auth/public-url';
import { createAuth } from '@/lib/auth/server/auth';
import type { Database, Transaction } from '@/lib/db/client';
import type { Env } from '@/lib/env';
import { AppError } from '@/lib/errors';

/**
 * A link that signs in the person with this address, once. It leads to a page with a button, so that a mail scanner or
 * a chat preview that opens it does not use it up.
 */
export async function issueSignInLink(db: Database, env: Env, email: string): Promise<string> {
  let token: string | undefined;
  const auth = createAuth(db, env, (link) => {
    token = link.token;
  });
  await auth.api.signInMagicLink({ body: { email }, headers: new Headers() });
  if (!token) throw new AppError('unexpected', 'no sign-in link was made');
  return `${publicUrl(env)}/sign-in/link?token=${token}`;
}

/** Makes every unused link of this person worthless. The library keeps the address inside the stored value. */
export async function dropSignInLinks(tx: Transaction, email: string): Promise<void> {
  await tx.verification.deleteMany({
    where: {
      identifier: { startsWith: 'magic-link:' },
      value: { contains: `"email":${JSON.stringify(email)}` },
    },
  });
}
