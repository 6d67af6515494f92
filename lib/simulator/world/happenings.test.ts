import { expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { createSimulator } from '@/lib/simulator/simulator';
import { tools } from '@/lib/simulator/tools/tools';
import type { Happening } from '@/lib/simulator/world/happenings';

const fleet01 = 'agt_xem_fleet_01';

test('who listens is told what the router tells its subscribers, in order and no more', async () => {
  const simulator = createSimulator({
    scenario: 'quiet',
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
  });
  const told: Happening[] = [];
  const stop = simulator.controls.listen((happening) => told.push(happening));
  const call = (toolName: string) =>
    simulator.controls.invoke({
      agentId: fleet01,
      workspaceId: 'ws_3b7e90d25c18',
      toolName,
      requestedBy: 'a chat',
      durationMs: 5_000,
    });
  const invocationId = call('openstack_server_list');
  simulator.advance(10_000);
  expect(told.map((it) => it.type)).toEqual(['exec.dispatched', 'exec.completed']);
  expect(told[1]?.data).toMatchObject({ invocation_id: invocationId, agent_id: fleet01, exit_code: 0 });

  told.length = 0;
  call('openstack_server_stop');
  simulator.advance(1_800_000);
  expect(told.map((it) => it.type)).toEqual([
    'exec.approval_requested',
    'exec.approval_escalated',
    'exec.approval_timed_out',
  ]);

  expect(told[2]?.data).toMatchObject({ action: 'expire' });

  told.length = 0;
  simulator.controls.silenceAgent(fleet01);
  simulator.advance(60_000);
  simulator.controls.wakeAgent(fleet01);
  // That it is back is told to nobody.
  expect(told.map((it) => it.type)).toEqual(['exec.agent_offline']);
  stop();
  call('openstack_server_list');
  expect(told).toHaveLength(1);
});

test('a call that takes longer than its tool may says how long that is', () => {
  const simulator = createSimulator({
    scenario: 'quiet',
    clock: manualClock(new Date('2026-03-02T09:00:00Z')),
  });
  const told: Happening[] = [];
  simulator.controls.listen((happening) => told.push(happening));
  simulator.controls.invoke({
    agentId: fleet01,
    workspaceId: 'ws_3b7e90d25c18',
    toolName: 'openstack_server_list',
    requestedBy: 'a chat',
    outcome: { durationMs: 30_000, exitCode: 124, output: '', error: 'no answer' },
  });
  simulator.advance(60_000);
  const timeout = told.find((it) => it.type === 'exec.timeout');
  expect(timeout?.data).toMatchObject({ timeout_ms: tools.get('openstack_server_list')?.timeoutMs });
});
