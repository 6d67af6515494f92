import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { createCliXem } from '@/lib/xem/cli/create-cli-xem';
import { type CliOptions, createCliExchange } from '@/lib/xem/cli/exchange';
import type { Call } from '@/lib/xem/exchange';
import { contract } from '@/lib/xem/wire/contract';
import { applyOverrides, parseOverrides } from '@/lib/xem/wire/overrides';

/** What becomes of a client that misbehaves: small programs that do, over real processes. */

const folder = mkdtempSync(join(tmpdir(), 'holdfast-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

let count = 0;
function program(script: string): { command: string; mark: string } {
  count += 1;
  const command = join(folder, `command-${count}`);
  const mark = join(folder, `mark-${count}`);
  writeFileSync(command, `#!/bin/sh\nmark=${mark}\n${script}\n`);
  chmodSync(command, 0o755);
  return { command, mark };
}

function connect(command: string, more: Partial<CliOptions> = {}) {
  return createCliXem({
    command,
    env: { PATH: process.env.PATH ?? '' },
    timeoutMs: 20_000,
    wait: async () => {},
    ...more,
  });
}

const isRunning = (pidFile: string) => {
  try {
    process.kill(Number(readFileSync(pidFile, 'utf8')), 0);
    return true;
  } catch {
    return false;
  }
};

describe('a command that', { timeout: 60_000 }, () => {
  test('is not there is named, with the setting', async () => {
    await expect(connect('/nowhere/xeroctl').listAgents({})).rejects.toMatchObject({
      code: 'unavailable',
      userMessage: 'There is no command /nowhere/xeroctl; XEM_CLI names the one to use.',
    });
    await expect(connect('/nowhere/xeroctl').rawExecution('exe_1')).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  test('hangs is ended, together with what it started', async () => {
    const { command, mark } = program('sleep 300 & echo $! > $mark; wait');
    const xem = connect(command, { timeoutMs: 3_000 });
    await expect(xem.pauseExec('agt_1', {})).rejects.toMatchObject({
      code: 'xem_unreachable',
      details: { reason: 'timed out', mayHaveHappened: true },
    });
    expect(existsSync(mark)).toBe(true);
    await vi.waitFor(() => expect(isRunning(mark)).toBe(false), 10_000);
  });

  test('has to wait for others until nobody counts on it any more is never begun', async () => {
    const { command, mark } = program('echo $$ >> $mark; sleep 2; echo "{}"');
    const exchange = createCliExchange({ command, env: { PATH: process.env.PATH ?? '' } }, contract);
    const call: Call = { operation: 'pauseExec', params: { agent_id: 'agt_1' } };
    const others = Array.from({ length: 8 }, () => exchange.write(call));
    const late = exchange.write(call, 500);
    await expect(late).rejects.toMatchObject({ code: 'xem_unreachable', details: { reason: 'no turn' } });
    await expect(late).rejects.not.toHaveProperty('details.mayHaveHappened');
    await Promise.all(others);
    expect(readFileSync(mark, 'utf8').trim().split('\n')).toHaveLength(8);
  });

  test('has to wait beyond the deadline of a read is never begun either', async () => {
    const { command, mark } = program('echo "$1" >> $mark; sleep 3; echo "{}"');
    const options = { command, env: { PATH: process.env.PATH ?? '' }, timeoutMs: 500 };
    const exchange = createCliExchange(options, contract);
    const pause: Call = { operation: 'pauseExec', params: { agent_id: 'agt_1' } };
    const stops = Array.from({ length: 8 }, () => exchange.write(pause, 30_000));
    await expect(exchange.read({ operation: 'listExecutions' })).rejects.toMatchObject({
      code: 'xem_unreachable',
      details: { reason: 'no turn', wasSent: false },
    });
    await Promise.all(stops);
    expect(readFileSync(mark, 'utf8').trim().split('\n')).toEqual(Array.from({ length: 8 }, () => 'agents'));
  });

  test('does not heed the first signal is killed', async () => {
    const { command, mark } = program('trap "" TERM; echo $$ > $mark; while :; do sleep 1; done');
    const xem = connect(command, { timeoutMs: 2_000 });
    await expect(xem.revokeCredentials('agt_1')).rejects.toMatchObject({ code: 'xem_unreachable' });
    await vi.waitFor(() => expect(isRunning(mark)).toBe(false), 10_000);
  });

  test('never stops writing is ended at the limit', async () => {
    const { command } = program('yes "[1,"');
    await expect(connect(command).listAgents({})).rejects.toMatchObject({
      code: 'xem_unexpected_answer',
      details: { limitBytes: 16 * 1024 * 1024 },
    });
  });

  test('prints a table where JSON was asked for cannot be read', async () => {
    const { command } = program('echo "ID  NAME"; echo "agt_1  one"');
    await expect(connect(command).listAgents({})).rejects.toMatchObject({ code: 'xem_unexpected_answer' });
  });

  test('says only a sentence after a write has done it', async () => {
    const { command } = program('echo "Agent agt_1 paused."');
    expect(await connect(command).pauseExec('agt_1', {})).toEqual({
      requestId: null,
      raw: 'Agent agt_1 paused.',
    });
  });

  test('knows no pages is asked again without, and from then on', async () => {
    const { command, mark } = program(
      'echo "$*" >> $mark; case "$*" in *--limit*) echo "Error: Unknown option \'--limit\'" >&2; exit 64;; esac; echo \'[{"id":"exe_1"}]\'',
    );
    const xem = connect(command);
    for (let times = 0; times < 2; times += 1) {
      expect((await xem.listExecutions({ limit: 1 })).items).toHaveLength(1);
    }
    expect(readFileSync(mark, 'utf8').trim().split('\n')).toEqual([
      'exec list --limit 1 -o json',
      'exec list -o json',
      'exec list -o json',
    ]);
  });

  test('fails to write is not repeated, while a failed read is', async () => {
    const { command, mark } = program('echo x >> $mark; echo "Error: 503 Service Unavailable" >&2; exit 1');
    const xem = connect(command);
    await expect(xem.pauseExec('agt_1', {})).rejects.toMatchObject({ code: 'xem_unreachable' });
    expect(readFileSync(mark, 'utf8')).toBe('x\n');
    await expect(xem.listAgents({})).rejects.toMatchObject({ code: 'xem_unreachable' });
    expect(readFileSync(mark, 'utf8')).toBe('x\n'.repeat(6));
  });

  test('goes on after its answer is not waited for', async () => {
    const { command, mark } = program(
      'echo $$ > $mark; echo \'{"id":"inv_1","status":"running"}\'; sleep 300',
    );
    expect(await connect(command).showInvocation('inv_1')).toMatchObject({ status: 'running' });
    await vi.waitFor(() => expect(isRunning(mark)).toBe(false), 10_000);
  });
});

describe('raw output', { timeout: 60_000 }, () => {
  test('passes through, and the command is ended when nobody reads on', async () => {
    const { command, mark } = program('echo $$ > $mark; yes "no play"');
    const { body } = await connect(command).rawExecution('exe_1');
    const reader = body.getReader();
    const { value } = await reader.read();
    expect(new TextDecoder().decode(value)).toContain('no play');
    await reader.cancel();
    await vi.waitFor(() => expect(isRunning(mark)).toBe(false), 10_000);
  });

  test('that breaks off fails while it is read', async () => {
    const { command } = program('echo half; echo "Error: 500 Internal Server Error" >&2; exit 1');
    const { body } = await connect(command).rawExecution('exe_1');
    await expect(new Response(body).text()).rejects.toMatchObject({ code: 'xem_unreachable' });
  });

  test('is read four at a time, and keeps no stop waiting', async () => {
    const { command } = program('case "$*" in exec*) echo begun; exec sleep 300;; *) echo "{}";; esac');
    const xem = connect(command, { timeoutMs: 4_000 });
    const open = () => xem.rawExecution('exe_1');
    const outputs = await Promise.all([open(), open(), open(), open()]);
    await expect(open()).rejects.toMatchObject({ details: { reason: 'no turn' } });
    await expect(xem.pauseExec('agt_1', {})).resolves.toBeDefined();
    await outputs[0]?.body.cancel();
    const next = await open();
    for (const { body } of [next, ...outputs.slice(1)]) await body.cancel();
  });

  test('of nothing is nothing', async () => {
    const { body } = await connect(program('exit 0').command).rawExecution('exe_1');
    expect(await new Response(body).text()).toBe('');
  });
});

test('a client whose approvals work can be told to use them', async () => {
  const { command } = program('echo \'{"data":[{"id":"apr_1","status":"pending"}],"has_more":false}\'');
  const overrides = parseOverrides({ cli: { listApprovals: { args: ['approvals', 'list'] } } });
  const xem = createCliXem({ command, env: {}, contract: applyOverrides(contract, overrides) });
  expect((await xem.listApprovals({})).items).toHaveLength(1);
  expect(xem.capabilities.missing.listApprovals).toBeUndefined();
  expect(xem.capabilities.missing.approve).toBeDefined();
});
