import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createCliHome } from '@/lib/testing/cli-home';
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

test('a file says what this router does otherwise, and a fault in it is named', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'contract-'));
  const file = join(folder, 'contract.json');
  const settings = { XEM_BASE_URL: 'http://127.0.0.1:1/p/v1', XEM_API_KEY: 'k', XEM_CONTRACT_FILE: file };
  try {
    writeFileSync(file, '{"operations": {"listWorkspaceBindings": null, "listChats": null}}');
    const xem = connectXem(settings);
    expect(await xem.listWorkspaceBindings('ws_1')).toBeNull();
    writeFileSync(file, '{"operations": {"pausExec": null}}');
    expect(() => connectXem(settings)).toThrow(/XEM_CONTRACT_FILE .*contract\.json: operations.*pausExec/);
    writeFileSync(file, '{');
    expect(() => connectXem(settings)).toThrow(/contract\.json/);
    rmSync(file);
    expect(() => connectXem(settings)).toThrow(/ENOENT/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('the command-line client stands in for HTTP, with its own configuration', async () => {
  const server = await startSimulatorServer();
  const home = createCliHome({ baseUrl: server.baseUrl, apiKey: server.keys.all });
  try {
    const xem = connectXem({ XEM_TRANSPORT: 'cli', XEM_CLI: home.command }, { environment: home.env });
    expect(xem.capabilities.transport).toBe('cli');
    expect((await xem.listAgents({})).items).toHaveLength(12);
    const usual = connectXem({ XEM_TRANSPORT: 'cli', XEM_PROFILE: 'erebine' }, { environment: { PATH: '' } });
    await expect(usual.listAgents({})).rejects.toMatchObject({
      code: 'unavailable',
      userMessage: expect.stringContaining('There is no command erectl'),
    });
  } finally {
    home.remove();
    await server.close();
  }
}, 60_000);
