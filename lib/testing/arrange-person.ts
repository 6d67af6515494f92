import { publicUrl } from '@/lib/auth/public-url';
import type { Role } from '@/lib/auth/role';
import { createAuth } from '@/lib/auth/server/auth';
import { issueSignInLink } from '@/lib/auth/server/issue-sign-in-link';
import type { Database } from '@/lib/db/client';
import type { User } from '@/lib/db/generated/client';
import { readEnv } from '@/lib/env';

/** Somebody who was invited and has a role. */
export async function arrangePerson(
  db: Database,
  { role = 'responder', ...rest }: { role?: Role; name?: string; email?: string } = {},
): Promise<User> {
  const email = `${crypto.randomUUID()}@example.com`;
  return db.user.create({ data: { name: `Test ${role}`, email, emailVerified: true, role, ...rest } });
}

/** The `Cookie` header of a browser in which this person has just used a sign-in link. */
export async function signIn(db: Database, email: string): Promise<string> {
  const env = readEnv();
  const token = new URL(await issueSignInLink(db, env, email)).searchParams.get('token');
  const response = await createAuth(db, env).handler(
    new Request(`${publicUrl(env)}/api/auth/magic-link/verify?token=${token}`),
  );
  const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
  if (cookies.length === 0) throw new Error(`sign-in answered ${response.status}: ${await response.text()}`);
  return cookies.join('; ');
}
