import { expect, test } from 'vitest';
import { tellStory } from '@/lib/testing/tell-story';

const fleet01 = 'agt_xem_fleet_01';

test('whatever only seems to be done leaves the router as it was', async () => {
  const story = tellStory({ scenario: 'slipped-past-approval' });
  story.seconds(30);
  const { simulator, xem } = story;
  const running = (await xem.listInvocations({ limit: 100 })).items.find((it) => it.status === 'running');
  const waiting = (await xem.listApprovals({ limit: 100 })).items.find((it) => it.resolvedAt === null);
  const [key] = (await xem.listApiKeys({})).items;
  const before = simulator.save();

  simulator.faults.inject({ path: '/', kind: 'accept-not-apply' });
  await xem.cancelInvocation(running?.invocationId ?? '');
  await xem.approve(waiting?.approvalId ?? '', {});
  await xem.pauseExec(fleet01, {});
  await xem.revokeCredentials(fleet01);
  await xem.deleteAgent('agt_xem_fleet_02');
  await xem.revokeApiKey(key?.keyId ?? '');
  await xem.invoke({ workspaceId: 'ws_3b7e90d25c18', toolName: 'openstack_server_list', arguments: {} });
  expect(simulator.save()).toBe(before);
  // And it goes on as if nobody had asked.
  const undisturbed = tellStory({ scenario: 'slipped-past-approval' });
  undisturbed.seconds(90);
  simulator.faults.clear();
  story.seconds(60);
  expect(await story.executions()).toEqual(await undisturbed.executions());
});
