import { describe, expect, test } from 'vitest';
import { approvalStatuses } from '@/lib/approvals/approval';
import { executionStatuses } from '@/lib/executions/execution-status';
import { createSimulator } from '@/lib/simulator/simulator';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import { contract } from '@/lib/xem/wire/contract';
import { applyOverrides, parseOverrides } from '@/lib/xem/wire/overrides';

/** A router that speaks of the same things in other words, as it may be described by the deployment's file. */

const billing = 'ws_3b7e90d25c18';

/** The simulator with some of its words replaced on the wire. */
function connect(spoken: Record<string, string>, overrides: unknown = {}) {
  const simulator = createSimulator({ scenario: 'quiet', variants: { unknownId: 400 } });
  const xem = createHttpXem({
    baseUrl: `http://router.test${simulator.basePath}`,
    keys: simulator.keys,
    contract: applyOverrides(contract, parseOverrides(overrides)),
    fetch: async (input, init) => {
      const answer = await simulator.fetch(new Request(input, init));
      const text = Object.entries(spoken).reduce(
        (result, [ours, theirs]) => result.replaceAll(`"${ours}"`, `"${theirs}"`),
        await answer.text(),
      );
      return new Response(text, { status: answer.status, headers: { 'Content-Type': 'application/json' } });
    },
  });
  return { xem, simulator };
}

const invoke = (xem: ReturnType<typeof connect>['xem'], toolName: string) =>
  xem.invoke({ workspaceId: billing, toolName, arguments: {} });

describe('a word of the router', () => {
  const spoken = { pending_approval: 'awaiting_approval', destructive: 'high', pending: 'open' };

  test('that the file knows is ours, and stays as it came in the raw record', async () => {
    const { xem } = connect(spoken, {
      statuses: {
        invocation: { awaiting_approval: 'pending_approval' },
        approval: { open: 'pending' },
      },
      risks: { high: 'destructive' },
      approvalTimeoutSeconds: { destructive: 60 },
    });
    const { invocation } = await invoke(xem, 'openstack_server_stop');
    expect(invocation).toMatchObject({
      status: 'pending_approval',
      risk: 'destructive',
      raw: { status: 'awaiting_approval', risk: 'high' },
    });
    expect((await xem.listApprovals({})).items).toMatchObject([
      { status: 'pending', risk: 'destructive', policyTimeoutSeconds: 60, raw: { status: 'open' } },
    ]);
    expect(await xem.showTool('openstack_server_stop')).toMatchObject({ risk: 'destructive' });
  });

  test('that nobody knows is shown as it is', async () => {
    const { xem } = connect(spoken);
    const { invocation } = await invoke(xem, 'openstack_server_stop');
    expect(invocation).toMatchObject({ status: 'awaiting_approval', risk: 'high' });
  });

  test('may be one that every object has', async () => {
    const { xem } = connect({ pending_approval: 'constructor' });
    expect((await invoke(xem, 'openstack_server_stop')).invocation.status).toBe('constructor');
  });

  test('for an error means what the file says', async () => {
    const spoken = { execution_not_found: 'no_such_run' };
    const told = connect(spoken, { errorCodes: { no_such_run: 'execution_not_found' } });
    await expect(told.xem.showExecution('exe_1')).rejects.toMatchObject({ code: 'not_found' });
    await expect(connect(spoken).xem.showExecution('exe_1')).rejects.toMatchObject({ code: 'xem_rejected' });
  });
});

test('exports may be said to be complete in several ways', async () => {
  const { xem, simulator } = connect({ completed: 'succeeded' });
  const until = simulator.controls.now();
  const made = await xem.createExport({ since: new Date(until.getTime() - 60_000), until });
  expect(made).toMatchObject({ status: 'completed', raw: { status: 'succeeded' } });
});

test('what the console knows of are the words of the table', () => {
  expect(executionStatuses).toEqual(Object.keys(contract.statuses.invocation));
  expect(approvalStatuses).toEqual(Object.keys(contract.statuses.approval));
});
