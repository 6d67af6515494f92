import { beforeEach, describe, expect, it } from 'vitest';
import { tokenStateOf } from '@/lib/auth/api-token';
import { actorFromHeaders } from '@/lib/auth/server/actor-from-headers';
import { createAuth } from '@/lib/auth/server/auth';
import { createToken } from '@/lib/auth/server/create-token';
import { readTokens } from '@/lib/auth/server/read-tokens';
import { revokeToken } from '@/lib/auth/server/revoke-token';
import { manualClock } from '@/lib/clock';
import { readEnv } from '@/lib/env';
import { readMember } from '@/lib/members/server/read-member';
import { arrangePerson } from '@/lib/testing/arrange-person';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T10:00:00Z'));
const person = await arrangePerson(db, { role: 'admin', name: 'Ada' });
const plain = testContext(db, { role: 'admin', clock });
const admin = { ...plain, actor: { ...plain.actor, actorId: person.id, name: person.name } };
beforeEach(() => {
  admin.actor.signedInAt = clock.now();
});
const commander = testContext(db, { role: 'commander', clock });
const auth = createAuth(db, readEnv());

const given = { name: 'CI', role: 'responder', expiresInDays: 30 } as const;
const dayMs = 24 * 60 * 60 * 1000;

const actorOf = (token: string) =>
  actorFromHeaders(new Headers({ authorization: `Bearer ${token}` }), {
    db,
    auth,
    clock,
    bootstrapToken: undefined,
  });

describe('an API token', () => {
  it('acts with its role, and is kept as a hash only', async () => {
    const { token, ...rest } = await createToken(admin, given);
    expect(token).toMatch(/^hf_[\w-]{43}$/);
    expect(rest).toMatchObject({
      name: 'CI',
      role: 'responder',
      createdByName: 'Ada',
      expiresAt: '2026-12-22T10:00:00.000Z',
      lastUsedAt: null,
    });
    expect(await actorOf(token)).toMatchObject({ kind: 'token', actorId: rest.tokenId, role: 'responder' });
    const everywhere = JSON.stringify([await db.apiToken.findMany(), await db.auditEntry.findMany()]);
    expect(everywhere).not.toContain(token);
  });

  it('is made by somebody who has just signed in', async () => {
    const hourAgo = new Date(clock.now().getTime() - 3_600_000);
    const stale = { ...admin, actor: { ...admin.actor, signedInAt: hourAgo } };
    await expect(createToken(stale, given)).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
  });

  it('remembers when it was used, to the minute', async () => {
    const { token, tokenId } = await createToken(admin, given);
    const usedAt = async () => (await db.apiToken.findUniqueOrThrow({ where: { id: tokenId } })).lastUsedAt;
    await actorOf(token);
    const first = await usedAt();
    clock.advance(30_000);
    await actorOf(token);
    expect(await usedAt()).toEqual(first);
    clock.advance(31_000);
    await actorOf(token);
    expect(await usedAt()).toEqual(clock.now());
  });

  it('is refused once it has expired', async () => {
    const { token, ...rest } = await createToken(admin, given);
    clock.advance(30 * dayMs);
    await expect(actorOf(token)).rejects.toMatchObject({ code: 'not_signed_in' });
    expect(tokenStateOf(rest, clock.now())).toBe('expired');
  });

  it('is refused once it is revoked, and revoked once', async () => {
    const { token, tokenId } = await createToken(admin, given);
    const revoked = await revokeToken(admin, { tokenId });
    clock.advance(1_000);
    expect(await revokeToken(admin, { tokenId })).toEqual(revoked);
    expect(tokenStateOf(revoked, clock.now())).toBe('revoked');
    await expect(actorOf(token)).rejects.toMatchObject({ code: 'not_signed_in' });
    const actions = await db.auditEntry.findMany({ where: { subjectId: tokenId }, orderBy: { id: 'asc' } });
    expect(actions.map(({ action }) => action)).toEqual(['token_created', 'token_revoked']);
  });

  it('can be made with another one', async () => {
    const { tokenId } = await createToken(admin, { ...given, role: 'admin' });
    const actor = { ...admin.actor, kind: 'token' as const, actorId: tokenId, name: 'CI' };
    expect(await createToken({ ...admin, actor }, given)).toMatchObject({ createdByName: 'CI' });
  });

  it('is counted with the person who made it while it works', async () => {
    const maker = await arrangePerson(db, { role: 'admin' });
    const context = { ...admin, actor: { ...admin.actor, actorId: maker.id } };
    const { tokenId } = await createToken(context, given);
    await createToken(context, { ...given, expiresInDays: null });
    expect(await readMember(context, db, maker.id)).toMatchObject({ liveTokenCount: 2 });
    await revokeToken(context, { tokenId });
    expect(await readMember(context, db, maker.id)).toMatchObject({ liveTokenCount: 1 });
  });

  it.each([
    ['made', () => createToken(commander, given)],
    ['listed', () => readTokens(commander, {})],
    ['revoked', () => revokeToken(commander, { tokenId: crypto.randomUUID() })],
  ])('is not %s by a commander', async (_, attempt) => {
    await expect(attempt()).rejects.toMatchObject({ code: 'not_allowed' });
  });

  it('is listed without its secret, newest first', async () => {
    clock.advance(1_000);
    const { token, ...newest } = await createToken(admin, given);
    const page = await readTokens(admin, { limit: 1 });
    expect(page.data).toEqual([newest]);
    expect(page.nextCursor).toBe(newest.tokenId);
    expect(JSON.stringify(page)).not.toContain(token);
  });

  it('that is unknown cannot be revoked', async () => {
    const unknown = revokeToken(admin, { tokenId: crypto.randomUUID() });
    await expect(unknown).rejects.toMatchObject({ code: 'not_found' });
  });
});
