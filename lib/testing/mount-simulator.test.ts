import { afterAll, expect, it } from 'vitest';
import { mountSimulator } from '@/lib/testing/mount-simulator';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';

const { simulator, baseUrl, close } = mountSimulator();
afterAll(close);
const xem = createHttpXem({ baseUrl, keys: simulator.keys });

it('serves the adapter through MSW as it does over a socket, state and faults included', async () => {
  const [agent] = (await xem.listAgents({})).items;
  if (!agent) throw new Error('the fleet is empty');
  await xem.pauseExec(agent.agentId, {});
  expect((await xem.showAgent(agent.agentId)).isPaused).toBe(true);

  simulator.faults.inject({ path: '/management/agents', kind: '403', times: 1 });
  await expect(xem.listAgents({})).rejects.toMatchObject({ code: 'xem_scope_insufficient' });
});
