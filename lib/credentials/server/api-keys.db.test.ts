import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Role } from '@/lib/auth/role';
import { manualClock } from '@/lib/clock';
import { readApiKeys } from '@/lib/credentials/server/read-api-keys';
import { revokeApiKey } from '@/lib/credentials/server/revoke-api-key';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
const server = await startSimulatorServer({ clock });
afterAll(() => server.close());
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const as = (role: Role) => testContext(db, { xem, clock, role });

const own = { XEM_API_KEY: server.keys.all, XEM_API_KEY_INFERENCE: undefined };
const reason = 'found in a public repository';

beforeEach(() => server.simulator.faults.clear());

const keyNamed = async (name: string) => {
  const found = (await readApiKeys(as('commander'), own)).data.find((key) => key.name === name);
  if (!found) throw new Error(`no key is named ${name}`);
  return found;
};

describe('the API keys of the project', () => {
  it('are listed with what Holdfast uses, and never with a secret', async () => {
    const list = await readApiKeys(as('responder'), own);
    expect(list.isOwnUseUnknown).toBe(false);
    expect(list.data.find(({ name }) => name === 'operations')).toMatchObject({
      usedBy: ['XEM_API_KEY'],
      isActive: true,
      scopes: ['execution', 'management', 'inference'],
    });
    expect(list.data.find(({ name }) => name === 'usage dashboard')).toMatchObject({ usedBy: [] });
    for (const secret of Object.values(server.keys)) expect(JSON.stringify(list)).not.toContain(secret);
  });

  it('are not for viewers, and say so when nobody can tell which of them are ours', async () => {
    await expect(readApiKeys(as('viewer'), own)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await readApiKeys(as('responder'), {})).toMatchObject({ isOwnUseUnknown: true });
  });
});

describe('revoking one', () => {
  it('works once, by its name, for a commander who has just signed in', async () => {
    const { keyId, name } = await keyNamed('usage dashboard');
    const input = { keyId, reason, confirm: name };
    await expect(revokeApiKey(as('responder'), input, own)).rejects.toMatchObject({ code: 'not_allowed' });
    const stale = as('commander');
    const hourAgo = new Date(clock.now().getTime() - 3_600_000);
    await expect(
      revokeApiKey({ ...stale, actor: { ...stale.actor, signedInAt: hourAgo } }, input, own),
    ).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    await expect(revokeApiKey(as('commander'), { ...input, confirm: 'usage' }, own)).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect((await keyNamed(name)).isActive).toBe(true);

    expect(await revokeApiKey(as('commander'), input, own)).toMatchObject({
      outcome: 'accepted',
      detail: 'XEM no longer lists the key as active.',
    });
    expect((await keyNamed(name)).isActive).toBe(false);
    await expect(revokeApiKey(as('commander'), input, own)).rejects.toMatchObject({ code: 'conflict' });
  });

  it('says what XEM refuses', async () => {
    const { keyId, name } = await keyNamed('capacity automation');
    server.simulator.faults.inject({ path: `/management/api-keys/${keyId}`, method: 'DELETE', kind: '403' });
    await expect(revokeApiKey(as('commander'), { keyId, reason, confirm: name }, own)).rejects.toMatchObject({
      code: 'xem_scope_insufficient',
    });
    expect((await keyNamed(name)).isActive).toBe(true);
  });

  it('that Holdfast works with needs its setting typed as well', async () => {
    const { keyId, name } = await keyNamed('operations');
    const input = { keyId, reason, confirm: name };
    for (const confirmOwnUse of [undefined, 'yes']) {
      await expect(revokeApiKey(as('commander'), { ...input, confirmOwnUse }, own)).rejects.toMatchObject({
        code: 'invalid_input',
        details: { errors: [{ field: 'confirm_own_use' }] },
      });
    }
    expect((await keyNamed(name)).isActive).toBe(true);
    const done = await revokeApiKey(as('commander'), { ...input, confirmOwnUse: 'XEM_API_KEY' }, own);
    expect(done.outcome).toBe('accepted');
  });
});
