import { pino } from 'pino';
import { beforeEach, describe, expect, it } from 'vitest';
import { actorFromHeaders } from '@/lib/auth/server/actor-from-headers';
import { answerAuthRequest } from '@/lib/auth/server/answer-auth-request';
import { createAuth } from '@/lib/auth/server/auth';
import { issueFirstSignInLink } from '@/lib/auth/server/issue-first-sign-in-link';
import { issueSignInLink } from '@/lib/auth/server/issue-sign-in-link';
import { systemClock } from '@/lib/clock';
import { connectDatabase } from '@/lib/db/client';
import { databaseFailure } from '@/lib/db/database-failure';
import type { User } from '@/lib/db/generated/client';
import { readEnv } from '@/lib/env';
import { disableMember } from '@/lib/members/server/disable-member';
import { issueMemberLink } from '@/lib/members/server/issue-member-link';
import { setPassword } from '@/lib/members/server/set-password';
import { processSingleton } from '@/lib/process-singleton';
import { arrangePerson, signIn } from '@/lib/testing/arrange-person';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

// Wrong passwords are logged, and here they are many.
processSingleton('logger', () => pino({ level: 'silent' }));

const db = await connectTestDatabase();
const env = readEnv();
const auth = createAuth(db, env);
const origin = 'http://localhost:3000';
const admin = testContext(db, { role: 'admin' });

const ask = (path: string, init?: RequestInit) =>
  answerAuthRequest(auth, env, new Request(`${origin}/api/auth${path}`, init));

const post = (path: string, body: object, headers: Record<string, string> = {}) =>
  ask(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin, host: 'localhost:3000', ...headers },
    body: JSON.stringify(body),
  });

const withPassword = (email: string, password: string) => post('/sign-in/email', { email, password });

function openLink(url: string): Promise<Response> {
  const token = new URL(url).searchParams.get('token');
  return ask(
    `/magic-link/verify?token=${token}&callbackURL=/settings/account&errorCallbackURL=/sign-in/link`,
  );
}

const actorOf = (cookie: string, sources = { db, auth }) =>
  actorFromHeaders(new Headers({ cookie }), { ...sources, clock: systemClock, bootstrapToken: undefined });

let person: User;
beforeEach(async () => {
  person = await arrangePerson(db, { role: 'commander', name: 'Robin' });
});

async function givePassword(password: string): Promise<void> {
  const context = testContext(db, { role: person.role });
  await setPassword(
    { ...context, actor: { ...context.actor, actorId: person.id } },
    { newPassword: password },
  );
}

describe('a sign-in link', () => {
  it('signs in once, and leads to the account by a path of the same host', async () => {
    const url = await issueSignInLink(db, env, person.email);
    const first = await openLink(url);
    expect(first.status).toBe(302);
    expect(first.headers.get('location')).toBe('/settings/account');
    const [cookie = ''] = first.headers.getSetCookie();
    expect(cookie).toMatch(/HttpOnly/i);
    expect(cookie).toMatch(/SameSite=Lax/i);
    expect(await actorOf(cookie.split(';')[0] ?? '')).toMatchObject({ name: 'Robin', role: 'commander' });

    const second = await openLink(url);
    expect(second.headers.get('location')).toBe('/sign-in/link?error=INVALID_TOKEN');
    expect(second.headers.getSetCookie()).toEqual([]);
  });

  it('signs in only one of two who open it at the same moment', async () => {
    const url = await issueSignInLink(db, env, person.email);
    const answers = await Promise.all([openLink(url), openLink(url), openLink(url)]);
    expect(answers.filter((answer) => answer.headers.getSetCookie().length > 0)).toHaveLength(1);
  });

  it('is refused after it has expired', async () => {
    const url = await issueSignInLink(db, env, person.email);
    await db.verification.updateMany({ data: { expiresAt: new Date(Date.now() - 1_000) } });
    const answer = await openLink(url);
    expect(answer.headers.get('location')).toBe('/sign-in/link?error=INVALID_TOKEN');
  });

  it('lies hashed in the database', async () => {
    const token = new URL(await issueSignInLink(db, env, person.email)).searchParams.get('token') ?? '';
    expect(JSON.stringify(await db.verification.findMany())).not.toContain(token);
  });

  it('stops working when a newer one is made, or the person is disabled', async () => {
    const first = await issueMemberLink(admin, { memberId: person.id });
    const second = await issueMemberLink(admin, { memberId: person.id });
    expect((await openLink(first.url)).headers.get('location')).toContain('error=');
    await disableMember(admin, { memberId: person.id });
    expect((await openLink(second.url)).headers.get('location')).toContain('error=');
  });
});

describe('the first link of an installation', () => {
  it('makes an admin, and is made again until an admin has a password', async () => {
    await db.user.updateMany({ where: { role: 'admin' }, data: { role: 'viewer' } });
    const first = await issueFirstSignInLink(db, env);
    const again = await issueFirstSignInLink(db, env);
    expect(await db.user.count({ where: { role: 'admin' } })).toBe(1);
    expect((await openLink(first ?? '')).status).toBe(302);
    expect((await openLink(again ?? '')).headers.getSetCookie()).toHaveLength(1);

    person = await db.user.findFirstOrThrow({ where: { role: 'admin' } });
    await givePassword('a long enough password');
    expect(await issueFirstSignInLink(db, env)).toBeNull();
  });
});

describe('a password', () => {
  it('signs in', async () => {
    await givePassword('a long enough password');
    const answer = await withPassword(person.email.toUpperCase(), 'a long enough password');
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie()).toHaveLength(1);
  });

  it('says the same of a wrong one and of an unknown person', async () => {
    await givePassword('a long enough password');
    const wrong = await withPassword(person.email, 'not this one at all');
    const unknown = await withPassword('nobody@example.com', 'not this one at all');
    expect(wrong.status).toBe(401);
    expect(unknown.status).toBe(401);
    expect(await wrong.json()).toEqual(await unknown.json());
  });

  it('is not asked from another site', async () => {
    await givePassword('a long enough password');
    const body = { email: person.email, password: 'a long enough password' };
    const answer = await post('/sign-in/email', body, { origin: 'https://evil.example' });
    expect(answer.status).toBe(403);
  });
});

describe('somebody disabled', () => {
  it('is out with the next request, and cannot come back in', async () => {
    await givePassword('a long enough password');
    const cookie = await signIn(db, person.email);
    expect(await actorOf(cookie)).toMatchObject({ actorId: person.id });
    await disableMember(admin, { memberId: person.id });
    expect(await actorOf(cookie)).toBeNull();
    expect((await withPassword(person.email, 'a long enough password')).headers.getSetCookie()).toEqual([]);
    const link = await openLink(await issueSignInLink(db, env, person.email));
    expect(link.headers.getSetCookie()).toEqual([]);
    expect(link.headers.get('location')).toContain('/sign-in/link?error=failed_to_create_session');
  });
});

describe('the sign-in library', () => {
  it.each([
    ['POST', '/sign-up/email'],
    ['POST', '/sign-in/magic-link'],
    ['POST', '/update-user'],
    ['POST', '/change-password'],
    ['POST', '/delete-user'],
    ['POST', '/request-password-reset'],
    ['GET', '/list-sessions'],
    ['HEAD', '/magic-link/verify'],
  ])('does not answer %s %s', async (method, path) => {
    const answer = await ask(path, { method, ...(method === 'POST' && { body: '{}' }) });
    expect(answer.status).toBe(404);
  });

  it('signs out', async () => {
    const cookie = await signIn(db, person.email);
    const answer = await post('/sign-out', {}, { cookie });
    expect(answer.status).toBe(200);
    expect(await actorOf(cookie)).toBeNull();
  });
});

it('a session cannot be read while the database is away', async () => {
  const cookie = await signIn(db, person.email);
  const away = connectDatabase('postgres://nobody@127.0.0.1:1/nothing');
  const error = await actorOf(cookie, { db: away, auth: createAuth(away, env) }).catch((e: unknown) => e);
  expect(databaseFailure(error)).toMatchObject({ code: 'unavailable' });
});

it('a flood of opened links is answered with a page, not with JSON', async () => {
  const full = { handler: async () => Response.json({ message: 'Too many requests' }, { status: 429 }) };
  const opened = new Request(`${origin}/api/auth/magic-link/verify?token=t`);
  const response = await answerAuthRequest(full, env, opened);
  expect(response.status).toBe(303);
  expect(response.headers.get('location')).toBe('/sign-in/link?error=rate_limited');
});
