import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import type { Member } from '@/lib/members/member-schema';
import { readMember } from '@/lib/members/server/read-member';

export async function enableMember(context: Context, { memberId }: { memberId: string }): Promise<Member> {
  requireRole(context, 'admin');
  return context.db.$transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: memberId, disabledAt: { not: null } },
      data: { disabledAt: null },
    });
    const member = await readMember(context, tx, memberId);
    if (count === 0) return member;
    await recordAudit(context, tx, {
      action: 'member_enabled',
      subjectKind: 'member',
      subjectId: memberId,
      data: { email: member.email },
    });
    await announce(tx, { incident: null, changed: 'members' });
    return member;
  });
}
