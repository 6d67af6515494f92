import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { readExecutionBranches } from '@/lib/chats/server/read-execution-branches';
import { readIncidentBranches } from '@/lib/chats/server/read-incident-branches';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const server = await startSimulatorServer({ scenario: 'slipped-past-approval', openingAfterMs: 1_000 });
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const viewer = testContext(db, { role: 'viewer', xem });

server.simulator.advance(60_000);
afterAll(() => server.close());
beforeEach(() => server.simulator.faults.clear());

async function arrangeChats(...chatIds: string[]) {
  const incident = await arrangeIncident(viewer);
  await db.incidentSubject.createMany({
    data: chatIds.map((subjectId) => ({
      incidentId: incident.id,
      kind: 'chat' as const,
      subjectId,
      attachedById: 'x',
      attachedByName: 'x',
      attachedAt: viewer.clock.now(),
    })),
  });
  return { incidentRef: incident.id };
}

async function forkedChat(): Promise<string> {
  const { items } = await xem.listExecutions({ limit: 100 });
  const chatId = items.find(({ toolName }) => toolName === 'openstack_server_delete')?.chatId;
  if (!chatId) throw new Error('the story has not begun');
  return chatId;
}

describe('the branches of an incident', () => {
  it('show the one that the router forked before the damage', async () => {
    const chatId = await forkedChat();
    const { data } = await readIncidentBranches(viewer, await arrangeChats(chatId));
    expect(data).toMatchObject([{ chatId, error: null }]);
    expect(data[0]?.branches).toContainEqual(
      expect.objectContaining({ isAutoFork: true, name: 'before openstack_server_delete' }),
    );
  });

  it('of an execution are those of its chat', async () => {
    const chatId = await forkedChat();
    const { incidentRef } = await arrangeChats();
    const now = viewer.clock.now();
    await db.incidentSubject.create({
      data: {
        incidentId: incidentRef,
        kind: 'execution',
        subjectId: 'exe_1',
        attachedById: 'x',
        attachedByName: 'x',
        attachedAt: now,
      },
    });
    const times = { occurredAt: now, firstSeenAt: now, observedAt: now };
    await db.execution.create({
      data: { executionId: 'exe_1', chatId, status: 'completed', raw: {}, ...times },
    });
    const { data } = await readIncidentBranches(viewer, { incidentRef });
    expect(data.map((it) => it.chatId)).toEqual([chatId]);
  });

  it('that cannot be read say why, and the others are still shown', async () => {
    const chatId = await forkedChat();
    const { data } = await readIncidentBranches(viewer, await arrangeChats('chat_unknown', chatId));
    expect(data.find((it) => it.chatId === 'chat_unknown')).toMatchObject({
      branches: null,
      error: { code: 'not_found' },
    });
    expect(data.find((it) => it.chatId === chatId)?.branches).not.toBeNull();
  });

  it('are empty where the incident names no chat', async () => {
    expect((await readIncidentBranches(viewer, await arrangeChats())).data).toEqual([]);
  });
});

describe('the branches of the chat of an execution', () => {
  const forked = async (executionId: string, startedAt: (fork: Date) => Date) => {
    const chatId = await forkedChat();
    const fork = (await xem.listChatBranches(chatId)).find(({ isAutoFork }) => isAutoFork);
    if (!fork?.createdAt) throw new Error('the router has forked nothing');
    await arrangeExecution(viewer, { executionId, chatId, startedAt: startedAt(fork.createdAt) });
    return { chatId, forkId: fork.branchId };
  };

  it('name the fork that was made before it, and no later one', async () => {
    const { chatId, forkId } = await forked('exe_after', (fork) => new Date(fork.getTime() + 1_000));
    const after = await readExecutionBranches(viewer, { executionId: 'exe_after' });
    expect(after).toMatchObject({ chat: { chatId, error: null }, forkBeforeId: forkId });
    await forked('exe_before', (fork) => new Date(fork.getTime() - 1_000));
    const before = await readExecutionBranches(viewer, { executionId: 'exe_before' });
    expect(before).toMatchObject({ chat: { chatId }, forkBeforeId: null });
  });

  it('say why where XEM does not show them, and are none where there is no chat', async () => {
    await arrangeExecution(viewer, { executionId: 'exe_odd', chatId: 'chat_unknown' });
    expect(await readExecutionBranches(viewer, { executionId: 'exe_odd' })).toMatchObject({
      chat: { branches: null, error: { code: 'not_found' } },
      forkBeforeId: null,
    });
    await arrangeExecution(viewer, { executionId: 'exe_alone', chatId: null });
    expect(await readExecutionBranches(viewer, { executionId: 'exe_alone' })).toMatchObject({ chat: null });
    await expect(readExecutionBranches(viewer, { executionId: 'exe_none' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
