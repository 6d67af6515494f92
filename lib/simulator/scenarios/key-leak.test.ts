import { expect, test } from 'vitest';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_9a03f5c871d2';
const holder = 'capacity automation';
const peer = 'peer 203.0.113.66';
const begin = () => tellStory({ scenario: 'key-leak' });
type Story = ReturnType<typeof begin>;
const askedBy = async (story: Story, who: string) =>
  (await story.executions()).filter((it) => it.requestedBy === who && it.agentId === culprit);
const leakedKey = async (story: Story) =>
  (await story.xem.listApiKeys({})).items.find((it) => it.name === holder);

test('a job’s key and an unknown peer ask one agent for secrets, far more often than anybody else', async () => {
  const story = begin();
  story.minutes(5);
  const withKey = await askedBy(story, holder);
  expect(withKey.length).toBeGreaterThan(90);
  expect((await askedBy(story, peer)).length).toBeGreaterThan(25);
  expect(JSON.stringify(withKey.map((it) => it.arguments))).toContain('secrets');
  const lastUsedAt = (await leakedKey(story))?.lastUsedAt?.getTime() ?? 0;
  expect(story.simulator.controls.now().getTime() - lastUsedAt).toBeLessThan(5_000);
});

test('revoking the key ends the one, rotating the CURVE keys the other, and neither both', async () => {
  const story = begin();
  story.minutes(5);
  await story.xem.revokeApiKey((await leakedKey(story))?.keyId ?? '');
  story.seconds(5);
  const [withKey, asPeer] = [await askedBy(story, holder), await askedBy(story, peer)].map((it) => it.length);
  story.minutes(5);
  expect(await askedBy(story, holder)).toHaveLength(withKey ?? 0);
  expect((await askedBy(story, peer)).length).toBeGreaterThan((asPeer ?? 0) + 25);

  await story.xem.rotateCurveKeys(culprit, { reason: 'leaked with the host' });
  story.seconds(10);
  const before = (await askedBy(story, peer)).length;
  story.minutes(10);
  expect(await askedBy(story, peer)).toHaveLength(before);
});

test('a pause holds both, and the queue stays short enough to look through', async () => {
  const story = begin();
  story.minutes(2);
  await story.xem.pauseExec(culprit, {});
  story.seconds(5);
  const before = (await askedBy(story, holder)).length;
  story.minutes(30);
  expect(await askedBy(story, holder)).toHaveLength(before);
  const waiting = (await everyRow((page) => story.xem.listInvocations(page))).filter(
    (it) => it.agentId === culprit && it.status === 'queued',
  );
  expect(waiting.length).toBeLessThanOrEqual(30);
});

test('revoking the agent’s credentials ends both', async () => {
  const story = begin();
  story.minutes(2);
  await story.xem.revokeCredentials(culprit);
  story.minutes(1);
  const before = [await askedBy(story, holder), await askedBy(story, peer)];
  story.minutes(10);
  expect([await askedBy(story, holder), await askedBy(story, peer)]).toEqual(before);
});
