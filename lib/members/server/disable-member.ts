import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireRole } from '@/lib/auth/require-role';
import { dropSignInLinks } from '@/lib/auth/server/issue-sign-in-link';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { Member } from '@/lib/members/member-schema';
import { assertAdminRemains } from '@/lib/members/server/assert-admin-remains';
import { readMember } from '@/lib/members/server/read-member';

/** Locks somebody out at once. Their API tokens go on; the answer says how many. Throws `conflict` for the last admin. */
export async function disableMember(context: Context, { memberId }: { memberId: string }): Promise<Member> {
  requireRole(context, 'admin');
  if (memberId === context.actor.actorId) {
    throw new AppError('conflict', 'You cannot disable yourself. Ask another admin.');
  }
  return context.db.$transaction(async (tx) => {
    const before = await readMember(context, tx, memberId);
    if (before.role === 'admin') await assertAdminRemains(tx, memberId);
    const { count } = await tx.user.updateMany({
      where: { id: memberId, disabledAt: null },
      data: { disabledAt: context.clock.now() },
    });
    if (count === 0) return readMember(context, tx, memberId);
    await tx.session.deleteMany({ where: { userId: memberId } });
    await dropSignInLinks(tx, before.email);
    await recordAudit(context, tx, {
      action: 'member_disabled',
      subjectKind: 'member',
      subjectId: memberId,
      data: { email: before.email },
    });
    await announce(tx, { incident: null, changed: 'members' });
    return readMember(context, tx, memberId);
  });
}
