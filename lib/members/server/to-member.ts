import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';
import type { Member } from '@/lib/members/member-schema';

/** What is read of a user for `toMember`. Tokens that have expired or were revoked are left out. */
export function memberSelection(now: Date) {
  return {
    include: {
      sessions: { orderBy: { updatedAt: 'desc' }, take: 1, select: { updatedAt: true } },
      accounts: { where: { providerId: 'credential', password: { not: null } }, select: { id: true } },
      apiTokens: {
        where: { revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
        select: { id: true },
      },
    },
  } satisfies Prisma.UserDefaultArgs;
}

type Row = Prisma.UserGetPayload<ReturnType<typeof memberSelection>>;

export function toMember(row: Row): Member {
  return {
    memberId: row.id,
    name: row.name,
    email: row.email,
    role: row.role,
    joinedAt: row.createdAt.toISOString(),
    lastSeenAt: row.sessions[0]?.updatedAt.toISOString() ?? null,
    hasPassword: row.accounts.length > 0,
    disabledAt: row.disabledAt?.toISOString() ?? null,
    liveTokenCount: row.apiTokens.length,
  };
}
