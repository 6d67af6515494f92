import { expect, test } from 'vitest';
import { tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_4c1d7e02ab90';
const wipes = ['postgres_database_drop', 'backup.delete'];
const begin = () => tellStory({ scenario: 'nine-second-wipe' });
type Story = ReturnType<typeof begin>;
const damage = async (story: Story) =>
  (await story.executions()).filter((it) => wipes.includes(it.toolName ?? ''));

test('a database and its five backups are gone within nine seconds, and nobody was asked', async () => {
  const story = begin();
  story.seconds(30);
  const done = await damage(story);
  expect(done.map((it) => [it.toolName, it.status, it.approvalId])).toEqual([
    ['postgres_database_drop', 'completed', null],
    ...Array.from({ length: 5 }, () => ['backup.delete', 'completed', null]),
  ]);
  expect(new Set(done.map((it) => it.risk))).toEqual(new Set(['irreversible']));
  const starts = done.map((it) => it.startedAt?.getTime() ?? Number.NaN);
  const ends = done.map((it) => it.completedAt?.getTime() ?? Number.NaN);
  expect(Math.max(...ends) - Math.min(...starts)).toBeLessThanOrEqual(9_000);
  story.minutes(60);
  expect(await damage(story)).toHaveLength(6);
});

test('paused halfway, what is in flight still lands and the rest waits for the resume', async () => {
  const story = begin();
  story.seconds(7);
  await story.xem.pauseExec(culprit, {});
  story.minutes(10);
  const landed = (await damage(story)).length;
  expect(landed).toBeGreaterThan(0);
  expect(landed).toBeLessThan(6);
  const waiting = (await story.xem.listInvocations({ limit: 100 })).items.filter(
    (it) => it.status === 'queued' && it.toolName === 'backup.delete',
  );
  expect(waiting).toHaveLength(6 - landed);
  const [first] = waiting;
  await story.xem.cancelInvocation(first?.invocationId ?? '');
  await story.xem.resumeExec(culprit, {});
  story.minutes(1);
  expect(await damage(story)).toHaveLength(5);
});

test('with the credentials revoked before, nothing happens', async () => {
  const story = tellStory({ scenario: 'nine-second-wipe', openingAfterMs: 60_000 });
  await story.xem.revokeCredentials(culprit);
  story.minutes(10);
  expect(await damage(story)).toEqual([]);
});
