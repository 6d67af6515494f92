import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { changeAccount } from '@/lib/members/server/change-account';
import { changeRole } from '@/lib/members/server/change-role';
import { disableMember } from '@/lib/members/server/disable-member';
import { enableMember } from '@/lib/members/server/enable-member';
import { inviteMember } from '@/lib/members/server/invite-member';
import { issueMemberLink } from '@/lib/members/server/issue-member-link';
import { readAccount } from '@/lib/members/server/read-account';
import { readMembers } from '@/lib/members/server/read-members';
import { setPassword } from '@/lib/members/server/set-password';
import { arrangePerson } from '@/lib/testing/arrange-person';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const commander = testContext(db, { role: 'commander' });
let admin: Context;

async function contextOf(role: 'viewer' | 'admin' | 'responder', clock = manualClock(new Date())) {
  const person = await arrangePerson(db, { role });
  const context = testContext(db, { role, clock });
  return { ...context, actor: { ...context.actor, actorId: person.id, name: person.name } };
}

const audit = () => db.auditEntry.findMany({ orderBy: { recordedAt: 'asc' } });
const auditOf = async (subjectId: string) =>
  (await audit()).filter((entry) => entry.subjectId === subjectId).map(({ action }) => action);

beforeEach(async () => {
  await db.user.updateMany({ where: { role: 'admin' }, data: { role: 'viewer' } });
  admin = await contextOf('admin');
});

describe('inviting', () => {
  it('needs a sign-in that is fresh, as do links and roles, or an old session would make its own way in', async () => {
    const signedInAt = new Date(admin.clock.now().getTime() - 3_600_000);
    const stale = { ...admin, actor: { ...admin.actor, signedInAt } };
    const { id: memberId } = await arrangePerson(db);
    const ways = [
      inviteMember(stale, { name: 'New', email: 'new@example.com', role: 'admin' }),
      issueMemberLink(stale, { memberId }),
      changeRole(stale, { memberId, role: 'admin' }),
    ];
    for (const way of ways) await expect(way).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    expect(await db.user.count({ where: { email: 'new@example.com' } })).toBe(0);
  });

  it('adds somebody with a role and gives a link that works for a day', async () => {
    const email = `New.${crypto.randomUUID()}@example.com`.toLowerCase();
    const { member, signInLink } = await inviteMember(admin, { name: 'New', email, role: 'responder' });
    expect(member).toMatchObject({
      name: 'New',
      email,
      role: 'responder',
      hasPassword: false,
      disabledAt: null,
    });
    expect(signInLink.url).toMatch(/^http:\/\/localhost:3000\/sign-in\/link\?token=[A-Za-z]{32}$/);
    expect(Date.parse(signInLink.expiresAt) - admin.clock.now().getTime()).toBe(24 * 60 * 60 * 1000);
    expect((await readMembers(admin, { limit: 200 })).data).toContainEqual(member);
    expect(await auditOf(member.memberId)).toEqual(['member_invited', 'sign_in_link_issued']);
  });

  it('refuses an address that belongs to somebody', async () => {
    const { email } = await arrangePerson(db);
    const again = inviteMember(admin, { name: 'Twin', email, role: 'viewer' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  it('adds one of two who are invited with one address at the same moment', async () => {
    const input = { name: 'Twin', email: `${crypto.randomUUID()}@example.com`, role: 'viewer' as const };
    const both = await Promise.allSettled([inviteMember(admin, input), inviteMember(admin, input)]);
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
  });
});

describe('who is not an admin', () => {
  it.each([
    ['invite', () => inviteMember(commander, { name: 'X', email: 'x@example.com', role: 'viewer' })],
    ['change roles', () => changeRole(commander, { memberId: crypto.randomUUID(), role: 'admin' })],
    ['disable', () => disableMember(commander, { memberId: crypto.randomUUID() })],
    ['enable', () => enableMember(commander, { memberId: crypto.randomUUID() })],
    ['make links', () => issueMemberLink(commander, { memberId: crypto.randomUUID() })],
  ])('may not %s', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('may read who there is', async () => {
    const viewer = await contextOf('viewer');
    const { data } = await readMembers(viewer, { limit: 200 });
    expect(data.map(({ memberId }) => memberId)).toContain(viewer.actor.actorId);
  });
});

describe('a role', () => {
  it('is changed once, and written down', async () => {
    const { id } = await arrangePerson(db, { role: 'viewer' });
    expect(await changeRole(admin, { memberId: id, role: 'commander' })).toMatchObject({ role: 'commander' });
    await changeRole(admin, { memberId: id, role: 'commander' });
    expect(await auditOf(id)).toEqual(['member_role_changed']);
    const [entry] = (await audit()).filter(({ subjectId }) => subjectId === id);
    expect(entry).toMatchObject({
      actorName: admin.actor.name,
      data: { before: 'viewer', after: 'commander' },
    });
  });

  it('is not taken from the last admin', async () => {
    const demotion = changeRole(admin, { memberId: admin.actor.actorId, role: 'viewer' });
    await expect(demotion).rejects.toMatchObject({ code: 'conflict' });
    const disabledAdmin = await contextOf('admin');
    await disableMember(admin, { memberId: disabledAdmin.actor.actorId });
    const again = changeRole(admin, { memberId: admin.actor.actorId, role: 'viewer' });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
  });

  it('stays with one of two admins who demote each other at the same moment', async () => {
    const other = await contextOf('admin');
    await Promise.allSettled([
      changeRole(admin, { memberId: other.actor.actorId, role: 'viewer' }),
      changeRole(other, { memberId: admin.actor.actorId, role: 'viewer' }),
    ]);
    expect(await db.user.count({ where: { role: 'admin', disabledAt: null } })).toBe(1);
  });
});

describe('disabling', () => {
  it('is done once, undone once, and both are written down', async () => {
    const { id } = await arrangePerson(db);
    const disabled = await disableMember(admin, { memberId: id });
    expect(disabled.disabledAt).not.toBeNull();
    expect(await disableMember(admin, { memberId: id })).toEqual(disabled);
    expect(await enableMember(admin, { memberId: id })).toMatchObject({ disabledAt: null });
    await enableMember(admin, { memberId: id });
    expect(await auditOf(id)).toEqual(['member_disabled', 'member_enabled']);
  });

  it('refuses a new link until they are enabled', async () => {
    const { id } = await arrangePerson(db);
    await disableMember(admin, { memberId: id });
    await expect(issueMemberLink(admin, { memberId: id })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('spares yourself', async () => {
    await contextOf('admin');
    const self = disableMember(admin, { memberId: admin.actor.actorId });
    await expect(self).rejects.toMatchObject({ code: 'conflict' });
  });
});

describe('paging', () => {
  it('shows everybody once', async () => {
    for (const _ of [1, 2, 3]) await arrangePerson(db);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await readMembers(admin, { limit: 2, cursor });
      seen.push(...page.data.map(({ memberId }) => memberId));
      cursor = page.nextCursor ?? undefined;
    } while (cursor);
    expect(seen).toHaveLength(await db.user.count());
    expect(new Set(seen).size).toBe(seen.length);
  });
});

describe('an account', () => {
  it('is changed by its owner, whatever the role', async () => {
    const viewer = await contextOf('viewer');
    const email = `${crypto.randomUUID()}@example.com`;
    expect(await changeAccount(viewer, { name: 'Sam', email })).toMatchObject({ name: 'Sam', email });
    await changeAccount(viewer, { name: 'Sam', email });
    expect(await auditOf(viewer.actor.actorId)).toEqual(['account_changed']);
  });

  it('cannot take the address of somebody else', async () => {
    const viewer = await contextOf('viewer');
    const { email } = await arrangePerson(db);
    await expect(changeAccount(viewer, { name: 'Sam', email })).rejects.toMatchObject({ code: 'conflict' });
  });

  it('is nothing an API token has', async () => {
    const token = { ...admin, actor: { ...admin.actor, kind: 'token' as const } };
    await expect(readAccount(token)).rejects.toMatchObject({ code: 'not_allowed' });
    const set = setPassword(token, { newPassword: 'a long enough password' });
    await expect(set).rejects.toMatchObject({ code: 'not_allowed' });
  });
});

describe('a password', () => {
  it('is set the first time without another, right after signing in', async () => {
    const clock = manualClock(new Date());
    const viewer = await contextOf('viewer', clock);
    expect(await readAccount(viewer)).toMatchObject({ hasPassword: false, needsCurrentPassword: false });
    await setPassword(viewer, { newPassword: 'a long enough password' });
    clock.advance(60 * 60 * 1000);
    expect(await readAccount(viewer)).toMatchObject({ hasPassword: true, needsCurrentPassword: true });
    expect(await auditOf(viewer.actor.actorId)).toEqual(['password_set']);
  });

  it('is not set the first time in a session of old: whoever has that one could prove everything with it', async () => {
    const clock = manualClock(new Date());
    const viewer = await contextOf('viewer', clock);
    clock.advance(60 * 60 * 1000);
    const set = setPassword(viewer, { newPassword: 'a long enough password' });
    await expect(set).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    expect(await readAccount(viewer)).toMatchObject({ hasPassword: false });
  });

  it('is replaced with the current one, or right after signing in', async () => {
    const clock = manualClock(new Date());
    const viewer = await contextOf('viewer', clock);
    await setPassword(viewer, { newPassword: 'the first long password' });
    await setPassword(viewer, { newPassword: 'the second long password' });
    clock.advance(60 * 60 * 1000);
    const wrong = { newPassword: 'the third long password', currentPassword: 'the first long password' };
    await expect(setPassword(viewer, wrong)).rejects.toMatchObject({ code: 'invalid_input' });
    await setPassword(viewer, { ...wrong, currentPassword: 'the second long password' });
  });

  it('ends every other session of that person', async () => {
    const viewer = await contextOf('viewer');
    const session = (token: string) =>
      db.session.create({
        data: { userId: viewer.actor.actorId, token, expiresAt: new Date(Date.now() + 60_000) },
      });
    const own = await session(crypto.randomUUID());
    await session(crypto.randomUUID());
    const actor = { ...viewer.actor, sessionId: own.id };
    await setPassword({ ...viewer, actor }, { newPassword: 'a long enough password' });
    expect(await db.session.findMany({ where: { userId: actor.actorId } })).toMatchObject([{ id: own.id }]);
  });
});
