import { expect, test } from 'vitest';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { connectXem } from '@/lib/xem/connect';

test('one key for everything, or one for a scope', async () => {
  const server = await startSimulatorServer();
  try {
    const common = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
    await expect(common.listAgents({})).resolves.toBeDefined();
    const split = connectXem({
      XEM_BASE_URL: server.baseUrl,
      XEM_API_KEY: server.keys.execution,
      XEM_API_KEY_MANAGEMENT: server.keys.management,
    });
    await expect(split.listExecutions({})).resolves.toBeDefined();
    await expect(split.listAgents({})).resolves.toBeDefined();
    await expect(split.listWorkspaces({})).rejects.toMatchObject({ code: 'xem_scope_insufficient' });
  } finally {
    await server.close();
  }
});

test('without an address it says which setting is missing', () => {
  expect(() => connectXem({})).toThrow(/XEM_BASE_URL/);
});
