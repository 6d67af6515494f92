import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';

/**
 * Before an admin loses the role or the account: somebody must be left who can let people in. Locks the admins until
 * commit, so that two who demote each other at the same moment can't both succeed. Throws `conflict`.
 */
export async function assertAdminRemains(tx: Transaction, leavingId: string): Promise<void> {
  const admins = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM "User" WHERE role = 'admin' AND "disabledAt" IS NULL ORDER BY id FOR UPDATE`;
  if (admins.some(({ id }) => id !== leavingId)) return;
  throw new AppError('conflict', 'This is the last admin. Make somebody else admin first.');
}
