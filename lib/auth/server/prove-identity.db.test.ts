import { beforeEach, describe, expect, it } from 'vitest';
import { requireFreshSignIn } from '@/lib/auth/require-fresh-sign-in';
import { actorFromHeaders } from '@/lib/auth/server/actor-from-headers';
import { createAuth } from '@/lib/auth/server/auth';
import { proveIdentity } from '@/lib/auth/server/prove-identity';
import { readIdentityProof } from '@/lib/auth/server/read-identity-proof';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { setPassword } from '@/lib/members/server/set-password';
import { arrangePerson, signIn } from '@/lib/testing/arrange-person';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const auth = createAuth(db, readEnv());
const password = 'a long enough password';
const hourMs = 3_600_000;

let clock: ReturnType<typeof manualClock>;
let cookie: string;

/** The context of the next request from the same browser. */
async function nextRequest(): Promise<Context> {
  const actor = await actorFromHeaders(new Headers({ cookie }), {
    db,
    auth,
    clock,
    bootstrapToken: undefined,
  });
  if (!actor) throw new Error('nobody is signed in');
  return { ...testContext(db, { clock }), actor };
}

const problemOf = (context: Context) => {
  try {
    requireFreshSignIn(context);
    return null;
  } catch (error) {
    return error;
  }
};

beforeEach(async () => {
  clock = manualClock(new Date());
  const person = await arrangePerson(db, { role: 'admin' });
  cookie = await signIn(db, person.email);
});

describe('a sign-in', () => {
  it('is fresh for a while, and then only again after a proof', async () => {
    await setPassword(await nextRequest(), { newPassword: password });
    expect(problemOf(await nextRequest())).toBeNull();
    clock.advance(hourMs);
    expect(problemOf(await nextRequest())).toMatchObject({ code: 'fresh_sign_in_required' });

    const proof = await proveIdentity(await nextRequest(), { password });
    expect(proof).toMatchObject({ isFresh: true, hasPassword: true });
    expect(problemOf(await nextRequest())).toBeNull();

    clock.advance(hourMs);
    expect(problemOf(await nextRequest())).toMatchObject({ code: 'fresh_sign_in_required' });
  });

  it('is not proven by a wrong password, and guessing comes to an end', async () => {
    await setPassword(await nextRequest(), { newPassword: password });
    clock.advance(hourMs);
    const context = await nextRequest();
    for (let tries = 0; tries < 5; tries += 1) {
      await expect(proveIdentity(context, { password: 'a guess' })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { errors: [{ field: 'password' }] },
      });
    }
    await expect(proveIdentity(context, { password })).rejects.toMatchObject({ code: 'rate_limited' });
    expect(problemOf(await nextRequest())).toMatchObject({ code: 'fresh_sign_in_required' });
    clock.advance(hourMs);
    expect(await proveIdentity(await nextRequest(), { password })).toMatchObject({ isFresh: true });
    const actions = await db.auditEntry.groupBy({
      by: ['action'],
      where: { subjectId: context.actor.actorId },
      _count: true,
    });
    expect(actions).toContainEqual({ action: 'identity_not_proven', _count: 5 });
    expect(actions).toContainEqual({ action: 'identity_proven', _count: 1 });
  });

  it('of somebody without a password is proven by a new link alone', async () => {
    clock.advance(hourMs);
    const context = await nextRequest();
    expect(await readIdentityProof(context)).toMatchObject({ isFresh: false, hasPassword: false });
    await expect(proveIdentity(context, { password })).rejects.toMatchObject({ code: 'conflict' });
    // Nor can the old session give itself a password to prove with.
    await expect(setPassword(context, { newPassword: password })).rejects.toMatchObject({
      code: 'fresh_sign_in_required',
    });
  });

  it('is something that an API token never has', () => {
    const context = testContext(db, { role: 'admin' });
    const token = { ...context, actor: { ...context.actor, kind: 'token' as const, signedInAt: null } };
    expect(problemOf(token)).toMatchObject({ code: 'not_allowed' });
  });
});
