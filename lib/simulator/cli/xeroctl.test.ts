import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type SimulatorServer, startSimulatorServer } from '@/lib/testing/simulator-server';

/** The stand-in as an operator would use it. */

const fleet01 = 'agt_xem_fleet_01';
const home = mkdtempSync(join(tmpdir(), 'holdfast-xeroctl-'));
let server: SimulatorServer;

type Ended = { exitCode: number; stdout: string; stderr: string };

function xeroctl(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const env = { ...process.env, XDG_CONFIG_HOME: home };
    execFile('lib/simulator/cli/xeroctl', args, { env }, (error, stdout, stderr) => {
      resolve({
        exitCode: typeof error?.code === 'number' ? error.code : error === null ? 0 : 1,
        stdout,
        stderr,
      });
    });
  });
}

beforeAll(async () => {
  server = await startSimulatorServer();
});
afterAll(async () => {
  rmSync(home, { recursive: true });
  await server.close();
});

describe('xeroctl', { timeout: 60_000 }, () => {
  test('says what is missing before it is set up, and keeps the key to its owner', async () => {
    const before = await xeroctl('agents');
    expect(before).toMatchObject({ exitCode: 64, stderr: expect.stringContaining('No deployment') });
    await xeroctl('config', 'add', 'other', '--base-url', 'http://127.0.0.1:1/p/v1', '--api-key', 'k');
    await xeroctl('config', 'add', 'test', '--base-url', server.baseUrl, '--api-key', server.keys.all);
    expect((await xeroctl('agents')).stderr).toContain('could not connect');
    await xeroctl('config', 'use', 'test');
    expect((await xeroctl('agents')).stdout).toContain(fleet01);
    expect((await xeroctl('--context', 'other', 'agents')).exitCode).toBe(1);
    expect(statSync(join(home, 'xeroctl', 'config.toml')).mode & 0o077).toBe(0);
  });

  test('shows what a write would send, and sends nothing', async () => {
    const planned = await xeroctl('agents', 'pause-exec', fleet01, '--workspace', 'billing', '--dry-run');
    expect(JSON.parse(planned.stdout)).toEqual({
      dry_run: true,
      method: 'POST',
      url: `${server.baseUrl}/management/agents/${fleet01}/pause-exec`,
      body: { workspace: 'billing' },
    });
    const agent = JSON.parse((await xeroctl('agents', fleet01, '-o', 'json')).stdout);
    expect(agent.paused_workspaces).toEqual([]);
  });

  test('asks for approvals where there are none', async () => {
    const list = await xeroctl('approvals', 'list', '-o', 'json');
    expect(list).toMatchObject({ exitCode: 1, stderr: 'Error: 404 Not Found\n' });
    expect((await xeroctl('approvals', 'list', '--dry-run')).exitCode).toBe(1);
  });

  test('hides the risk of a tool', async () => {
    const { stdout } = await xeroctl('exec', 'tool-show', 'kubectl_drain', '-o', 'json');
    expect(Object.keys(JSON.parse(stdout))).toEqual(['name', 'description']);
  });

  test('watches a call to its end', async () => {
    const invocationId = server.simulator.controls.invoke({
      agentId: fleet01,
      workspaceId: 'ws_3b7e90d25c18',
      toolName: 'openstack_server_list',
      requestedBy: 'a chat',
    });
    const watching = xeroctl('exec', 'watch', invocationId, '-o', 'json');
    server.simulator.advance(600_000);
    const statuses = (await watching).stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).status);
    expect(['completed', 'failed', 'timeout']).toContain(statuses.at(-1));
  });

  test.each([
    [['exec', 'fly'], "Unknown command 'exec fly'"],
    [['exec', 'list', '--since', 'yesterday'], "Unknown option '--since'"],
    [['agents', '--context'], "Missing value for '--context'"],
  ])('%j is a usage error', async (args, said) => {
    expect(await xeroctl(...args)).toMatchObject({ exitCode: 64, stderr: `Error: ${said}\n` });
  });
});
