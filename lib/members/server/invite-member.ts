import 'server-only';
import type { z } from 'zod';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireFreshPerson } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { inviteMemberInput, Member, SignInLink } from '@/lib/members/member-schema';
import { issueMemberLink } from '@/lib/members/server/issue-member-link';
import { readMember } from '@/lib/members/server/read-member';

type Input = z.output<typeof inviteMemberInput>;

/** Adds somebody and makes the link that signs them in the first time. Throws `conflict` for a known address. */
export async function inviteMember(
  context: Context,
  input: Input,
): Promise<{ member: Member; signInLink: SignInLink }> {
  requireRole(context, 'admin');
  requireFreshPerson(context);
  const member = await context.db.$transaction(async (tx) => {
    const { count } = await tx.user.createMany({
      data: { ...input, emailVerified: true, createdAt: context.clock.now() },
      skipDuplicates: true,
    });
    if (count === 0) throw new AppError('conflict', `${input.email} belongs to a member already`);
    const { id } = await tx.user.findUniqueOrThrow({ where: { email: input.email } });
    await recordAudit(context, tx, {
      action: 'member_invited',
      subjectKind: 'member',
      subjectId: id,
      data: input,
    });
    await announce(tx, { incident: null, changed: 'members' });
    return readMember(context, tx, id);
  });
  return { member, signInLink: await issueMemberLink(context, member) };
}
