import { expect, test } from 'vitest';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_xem_lab_01';
const begin = () => tellStory({ scenario: 'stuck-agent' });
type Story = ReturnType<typeof begin>;
const hanging = async (story: Story) =>
  (await story.executions()).filter((it) => it.agentId === culprit && it.status === 'running');

test('four calls hang for hours under a live lease, and later ones queue', async () => {
  const story = begin();
  story.minutes(180);
  expect(await hanging(story)).toHaveLength(4);
  const agent = await story.xem.showAgent(culprit);
  expect(agent.status).toBe('active');
  expect(agent.inFlight).toHaveLength(4);
  const age = story.simulator.controls.now().getTime() - (agent.lastHeartbeatAt?.getTime() ?? 0);
  expect(age).toBeLessThanOrEqual(10_000);
  const waiting = (await everyRow((page) => story.xem.listInvocations(page))).filter(
    (it) => it.agentId === culprit && it.status === 'queued',
  );
  expect(waiting.length).toBeGreaterThan(10);
});

test('a pause changes nothing about what hangs; a cancel lets the next one in', async () => {
  const story = begin();
  story.minutes(60);
  await story.xem.pauseExec(culprit, {});
  story.minutes(60);
  const [first] = await hanging(story);
  expect(await hanging(story)).toHaveLength(4);
  await story.xem.resumeExec(culprit, {});
  await story.xem.cancelInvocation(first?.invocationId ?? '');
  story.seconds(1);
  const running = await hanging(story);
  expect(running).toHaveLength(4);
  expect(running.map((it) => it.executionId)).not.toContain(first?.executionId);
});

test('revoked credentials end what hangs, as the lease runs out', async () => {
  const story = begin();
  story.minutes(5);
  await story.xem.revokeCredentials(culprit);
  story.minutes(1);
  expect(await hanging(story)).toEqual([]);
});
