import 'server-only';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { requireFreshPerson } from '@/lib/auth/require-fresh-sign-in';
import { requireRole } from '@/lib/auth/require-role';
import { dropSignInLinks, issueSignInLink } from '@/lib/auth/server/issue-sign-in-link';
import { signInLinkSeconds } from '@/lib/auth/sign-in-limits';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { AppError } from '@/lib/errors';
import type { SignInLink } from '@/lib/members/member-schema';
import { readMember } from '@/lib/members/server/read-member';

/** For who was invited, or lost their password. Throws `conflict` for somebody disabled. */
export async function issueMemberLink(context: Context, input: { memberId: string }): Promise<SignInLink> {
  requireRole(context, 'admin');
  requireFreshPerson(context);
  const { db, clock } = context;
  const email = await db.$transaction(async (tx) => {
    const member = await readMember(context, tx, input.memberId);
    if (member.disabledAt) {
      throw new AppError('conflict', `${member.name} is disabled; enable them first`);
    }
    await dropSignInLinks(tx, member.email);
    await recordAudit(context, tx, {
      action: 'sign_in_link_issued',
      subjectKind: 'member',
      subjectId: member.memberId,
      data: { email: member.email },
    });
    return member.email;
  });
  const expiresAt = new Date(clock.now().getTime() + signInLinkSeconds * 1000);
  return { url: await issueSignInLink(db, readEnv(), email), expiresAt: expiresAt.toISOString() };
}
