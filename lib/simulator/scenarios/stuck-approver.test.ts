import { expect, test } from 'vitest';
import { everyRow, tellStory } from '@/lib/testing/tell-story';

const begin = () => tellStory({ scenario: 'stuck-approver' });
type Story = ReturnType<typeof begin>;
const approvals = (story: Story) => everyRow((page) => story.xem.listApprovals(page));
const since = async (story: Story, at: Date) =>
  (await approvals(story)).filter((it) => (it.createdAt ?? at) > at);

test('approvals pile up, escalate and expire, and none is decided', async () => {
  const story = begin();
  const opening = story.simulator.controls.now();
  story.minutes(14);
  const early = await since(story, opening);
  expect(early.length).toBeGreaterThan(10);
  expect(new Set(early.map((it) => it.status))).toEqual(new Set(['pending']));
  story.minutes(60);
  const statuses = (await since(story, opening)).map((it) => it.status);
  expect(new Set(statuses)).toEqual(new Set(['pending', 'escalated', 'timed_out']));
  expect(statuses.filter((it) => it === 'timed_out').length).toBeGreaterThan(30);
});

test('a person may still decide: what is allowed runs, what is refused never does', async () => {
  const story = begin();
  const opening = story.simulator.controls.now();
  story.minutes(5);
  const [one, other] = await since(story, opening);
  await story.xem.approve(one?.approvalId ?? '', {});
  await story.xem.reject(other?.approvalId ?? '', { reason: 'not now' });
  story.minutes(1);
  const status = async (id = '') => (await story.xem.showInvocation(id)).status;
  expect(['completed', 'failed', 'timeout']).toContain(await status(one?.invocationId ?? ''));
  expect(await status(other?.invocationId ?? '')).toBe('rejected');
});

test('a paused agent asks on, and what is allowed meanwhile waits for the resume', async () => {
  const story = begin();
  const opening = story.simulator.controls.now();
  await story.xem.pauseExec('agt_xem_fleet_03', {});
  story.minutes(5);
  const drain = (await since(story, opening)).find((it) => it.agentId === 'agt_xem_fleet_03');
  await story.xem.approve(drain?.approvalId ?? '', {});
  story.minutes(5);
  expect(await story.xem.showInvocation(drain?.invocationId ?? '')).toMatchObject({ status: 'queued' });
});
