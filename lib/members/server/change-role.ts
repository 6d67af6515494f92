import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireFreshPerson } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import type { Role } from '@/lib/auth/role';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import type { Member } from '@/lib/members/member-schema';
import { assertAdminRemains } from '@/lib/members/server/assert-admin-remains';
import { readMember } from '@/lib/members/server/read-member';

/** Takes effect with the person's next request. Throws `conflict` for the last admin. */
export async function changeRole(
  context: Context,
  { memberId, role }: { memberId: string; role: Role },
): Promise<Member> {
  requireRole(context, 'admin');
  requireFreshPerson(context);
  return context.db.$transaction(async (tx) => {
    const before = await readMember(context, tx, memberId);
    if (before.role === 'admin' && role !== 'admin') await assertAdminRemains(tx, memberId);
    const { count } = await tx.user.updateMany({
      where: { id: memberId, role: { not: role } },
      data: { role },
    });
    if (count === 0) return before;
    await recordAudit(context, tx, {
      action: 'member_role_changed',
      subjectKind: 'member',
      subjectId: memberId,
      data: { before: before.role, after: role },
    });
    await announce(tx, { incident: null, changed: 'members' });
    return { ...before, role };
  });
}
