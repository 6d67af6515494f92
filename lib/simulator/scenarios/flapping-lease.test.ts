import { expect, test } from 'vitest';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_e7b24190cf36';
const begin = () => tellStory({ scenario: 'flapping-lease' });
type Story = ReturnType<typeof begin>;
const comings = async (story: Story) =>
  (await everyRow((page) => story.xem.listAgentEvents(culprit, page)))
    .map((it) => it.type)
    .filter((it) => it === 'offline' || it === 'online')
    .toReversed();

test('the agent goes and comes, again and again, while its neighbours stay', async () => {
  const story = begin();
  story.minutes(30);
  const seen = await comings(story);
  expect(seen.length).toBeGreaterThan(20);
  expect(seen.every((type, index) => type === (index % 2 === 0 ? 'offline' : 'online'))).toBe(true);
  const others = (await story.xem.listAgents({})).items.filter((it) => it.agentId !== culprit);
  expect(new Set(others.map((it) => it.status))).toEqual(new Set(['active']));
});

test('what was in flight is lost with the lease', async () => {
  const story = begin();
  const invocationId = story.simulator.controls.invoke({
    agentId: culprit,
    workspaceId: 'ws_c41d6fa2078b',
    toolName: 'kubectl_get',
    requestedBy: 'edge-care',
    durationMs: 600_000,
  });
  story.minutes(1);
  expect(await story.xem.showInvocation(invocationId)).toMatchObject({ status: 'failed' });
});

test('a pause stands through it, and revoked credentials end it', async () => {
  const story = begin();
  await story.xem.pauseExec(culprit, {});
  story.minutes(20);
  expect(await story.xem.showAgent(culprit)).toMatchObject({ isPaused: true });
  await story.xem.revokeCredentials(culprit);
  story.minutes(1);
  const before = await comings(story);
  story.minutes(30);
  expect(await comings(story)).toEqual(before);
  expect(await story.xem.showAgent(culprit)).toMatchObject({ status: 'revoked' });
});
