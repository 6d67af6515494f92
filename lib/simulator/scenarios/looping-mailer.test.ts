import { expect, test } from 'vitest';
import { tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_xem_fleet_04';
const begin = () => tellStory({ scenario: 'looping-mailer' });
type Story = ReturnType<typeof begin>;
const mails = async (story: Story) => (await story.executions()).filter((it) => it.toolName === 'mail.send');
const arrived = async (story: Story) => (await mails(story)).filter((it) => it.status === 'completed');

test('89 identical mails arrive within 31 minutes, and 15 more after the agent was paused', async () => {
  const story = begin();
  // The five minutes that the first one takes, and the 31 until the 89th; the last has just been asked for.
  story.seconds(2_180);
  const before = await arrived(story);
  expect(before).toHaveLength(89);
  expect(new Set(before.map((it) => JSON.stringify(it.arguments))).size).toBe(1);
  const times = before.map((it) => it.completedAt?.getTime() ?? Number.NaN);
  const minutes = (Math.max(...times) - Math.min(...times)) / 60_000;
  expect(minutes).toBeGreaterThan(30.9);
  expect(minutes).toBeLessThan(31.1);
  await story.xem.pauseExec(culprit, {});
  story.minutes(30);
  expect(await arrived(story)).toHaveLength(104);
  story.minutes(120);
  expect(await mails(story)).toHaveLength(104);
});

test('paused early, the loop asks on: what waits is sent at the resume unless it is cancelled', async () => {
  const story = begin();
  story.minutes(10);
  await story.xem.pauseExec(culprit, { workspaceName: 'billing' });
  const begun = (await mails(story)).length;
  expect(begun).toBeLessThan(35);
  story.minutes(5);
  expect(await mails(story)).toHaveLength(begun);
  const waiting = (await story.xem.listInvocations({ limit: 100 })).items.filter(
    (it) => it.status === 'queued' && it.toolName === 'mail.send',
  );
  expect(waiting.length).toBeGreaterThan(10);
  for (const { invocationId } of waiting) await story.xem.cancelInvocation(invocationId);
  await story.xem.resumeExec(culprit, { workspaceName: 'billing' });
  story.seconds(1);
  expect((await mails(story)).length).toBeLessThanOrEqual(begun + 1);
});

test('a mail in flight can be stopped by a cancel', async () => {
  const story = begin();
  story.minutes(2);
  const [first] = await mails(story);
  expect(first?.status).toBe('running');
  await story.xem.cancelInvocation(first?.invocationId ?? '');
  story.minutes(10);
  expect((await mails(story))[0]?.status).toBe('cancelled');
});
