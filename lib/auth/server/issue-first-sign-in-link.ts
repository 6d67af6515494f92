import 'server-only';
import { issueSignInLink } from '@/lib/auth/server/issue-sign-in-link';
import type { Database } from '@/lib/db/client';
import type { Env } from '@/lib/env';

const firstAdmin = {
  name: 'Admin',
  email: 'admin@holdfast.local',
  role: 'admin',
  emailVerified: true,
} as const;

/**
 * A link for the first admin, or null once any admin has set a password: then everybody can sign in without it.
 * May be called again; each call makes a new link, older ones stay valid until they expire.
 */
export async function issueFirstSignInLink(db: Database, env: Env): Promise<string | null> {
  const withPassword = await db.account.count({
    where: { providerId: 'credential', password: { not: null }, user: { role: 'admin', disabledAt: null } },
  });
  if (withPassword > 0) return null;
  const existing = await db.user.findFirst({
    where: { role: 'admin', disabledAt: null },
    orderBy: { createdAt: 'asc' },
  });
  const admin = existing ?? (await db.user.create({ data: firstAdmin }));
  return issueSignInLink(db, env, admin.email);
}
