import { expect, test } from 'vitest';
import { tellStory } from '@/lib/testing/tell-story';

const culprit = 'agt_xem_fleet_04';
const begin = () => tellStory({ scenario: 'lying-tool' });

test('every backup ends with 0, some say that they failed, and none is ever listed', async () => {
  const story = begin();
  story.minutes(60);
  const all = await story.executions();
  const made = all.filter((it) => it.toolName === 'backup.create');
  const listed = all.filter((it) => it.toolName === 'backup.list');
  expect(made.length).toBeGreaterThan(10);
  expect(made.every((it) => it.status === 'completed' && it.exitCode === 0 && it.error === null)).toBe(true);
  const complaints = made.filter((it) => it.output?.includes('backup NOT stored'));
  expect(complaints.length).toBeGreaterThan(0);
  expect(complaints.length).toBeLessThan(made.length);
  expect(new Set(listed.map((it) => it.output))).toHaveLength(1);
  expect(listed[0]?.output).not.toContain('day-1 ');
});

test('no more are made while the agent is paused on the workspace', async () => {
  const story = begin();
  story.minutes(10);
  await story.xem.pauseExec(culprit, { workspaceName: 'billing' });
  const count = async () => (await story.executions()).filter((it) => it.toolName === 'backup.create').length;
  story.seconds(10);
  const before = await count();
  story.minutes(30);
  expect(await count()).toBe(before);
});
