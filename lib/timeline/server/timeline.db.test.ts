import { describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { postUpdate } from '@/lib/incidents/server/post-update';
import { readIncident } from '@/lib/incidents/server/read-incident';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { plainSentence } from '@/lib/timeline/describe-entry';
import { timelineQuery } from '@/lib/timeline/inputs';
import { addNote } from '@/lib/timeline/server/add-note';
import { appendEntries, type NewEntry } from '@/lib/timeline/server/append-entry';
import { correctEntry } from '@/lib/timeline/server/correct-entry';
import { pinEntry } from '@/lib/timeline/server/pin-entry';
import { readStory } from '@/lib/timeline/server/read-story';
import { readTimeline } from '@/lib/timeline/server/read-timeline';
import { unpinEntry } from '@/lib/timeline/server/unpin-entry';
import { verifyChain } from '@/lib/timeline/server/verify-chain';

const db = await connectTestDatabase();
const now = '2026-11-22T14:30:00.000Z';
const clock = manualClock(new Date(now));
const responder = testContext(db, { role: 'responder', name: 'J. Okafor', clock });
const viewer = testContext(db, { role: 'viewer', clock });

const read = (incidentId: string, query: Record<string, unknown> = {}) =>
  readTimeline(viewer, { incidentRef: incidentId, ...timelineQuery.parse(query) });

const textsOf = (page: { data: { text: string | null }[] }) => page.data.map(({ text }) => text);

/** Entries named by the minute they happened at, written in the order given. */
async function arrangeLog(minutes: number[], overrides: Partial<NewEntry> = {}): Promise<string> {
  const { id: incidentId } = await arrangeIncident(responder, {
    startedAt: new Date('2026-11-22T14:00:00Z'),
  });
  const entries = minutes.map((minute) => ({
    incidentId,
    kind: 'note_added' as const,
    source: 'person' as const,
    happenedAt: new Date(Date.UTC(2026, 10, 22, 14, minute)),
    text: `${minute}`,
    ...overrides,
  }));
  for (let from = 0; from < entries.length; from += 1_000) {
    await db.$transaction((tx) =>
      appendEntries(responder, tx, incidentId, entries.slice(from, from + 1_000)),
    );
  }
  return incidentId;
}

describe('reading the log', () => {
  it('follows the order of happening, not of writing', async () => {
    const id = await arrangeLog([5, 1, 3, 2, 4]);
    expect(textsOf(await read(id))).toEqual(['1', '2', '3', '4', '5']);
    expect(textsOf(await read(id, { order: 'newest' }))).toEqual(['5', '4', '3', '2', '1']);
  });

  it.each(['oldest', 'newest'] as const)('pages there and back again, %s first', async (order) => {
    // Several in one minute: the sequence breaks the tie.
    const id = await arrangeLog([3, 1, 2, 2, 2, 1, 3]);
    const all = textsOf(await read(id, { order }));
    const first = await read(id, { order, limit: 3 });
    const second = await read(id, { order, limit: 3, cursor: first.nextCursor });
    const third = await read(id, { order, limit: 3, cursor: second.nextCursor });
    expect([...textsOf(first), ...textsOf(second), ...textsOf(third)]).toEqual(all);
    expect([first.previousCursor, third.nextCursor]).toEqual([null, null]);
    const back = await read(id, { order, limit: 3, cursor: third.previousCursor, direction: 'previous' });
    expect(back.data).toEqual(second.data);
    const start = await read(id, { order, limit: 3, cursor: back.previousCursor, direction: 'previous' });
    expect(start.data).toEqual(first.data);
    expect(start.previousCursor).toBeNull();
  });

  it('can be narrowed by source, kind, risk, words and time', async () => {
    const id = await arrangeLog([1, 2]);
    const fact = { incidentId: id, kind: 'execution_started', source: 'execution' } as const;
    await db.$transaction((tx) =>
      appendEntries(responder, tx, id, [
        { ...fact, text: 'read', data: { risk: 'read', toolName: 'kubectl_get' } },
        { ...fact, text: 'write', data: { risk: 'write', toolName: 'kubectl_apply' } },
        { ...fact, text: 'gone', data: { risk: 'destructive', toolName: 'server_delete' } },
        { ...fact, text: 'odd', data: { risk: 'spicy', toolName: '100%_sure' } },
      ]),
    );
    const texts = async (query: Record<string, unknown>) => textsOf(await read(id, query));
    expect(await texts({ source: ['person'] })).toEqual(['1', '2']);
    expect(await texts({ kind: ['execution_started'] })).toEqual(['read', 'write', 'gone', 'odd']);
    expect(await texts({ leastRisk: 'write', source: ['execution'] })).toEqual(['write', 'gone', 'odd']);
    expect(await texts({ leastRisk: 'destructive' })).toEqual(['1', '2', 'gone', 'odd']);
    expect(await texts({ text: 'SERVER_DEL' })).toEqual(['gone']);
    expect(await texts({ text: '0%_s' })).toEqual(['odd']);
    expect(await texts({ until: '2026-11-22T14:01:00Z' })).toEqual(['1']);
    expect(await texts({ since: '2026-11-22T14:02:00Z', source: ['person'] })).toEqual(['2']);
    expect(await texts({ afterSequence: 4 })).toEqual(['gone', 'odd']);
  });

  it('carries the stretches in which a source was silent', async () => {
    const id = await arrangeLog([1]);
    await db.sourceOutage.createMany({
      data: [
        { source: 'executions', startedAt: new Date('2026-11-22T14:05:00Z'), errorCode: 'xem_unreachable' },
        {
          source: 'agents',
          startedAt: new Date('2026-11-22T12:00:00Z'),
          endedAt: new Date('2026-11-22T12:30:00Z'),
          errorCode: 'xem_unreachable',
        },
      ],
    });
    expect((await read(id)).outages).toEqual([
      { source: 'executions', startedAt: '2026-11-22T14:05:00.000Z', endedAt: null },
    ]);
  });

  it('gives a first window of at most 100 kB of ten thousand facts', async () => {
    const data = {
      executionId: 'exe_9f3c5a1d27e84b0c8f71a',
      toolName: 'openstack_server_delete',
      target: 'billing-worker-17',
      workspaceId: 'ws_openstack_billing',
      workspaceName: 'openstack-billing',
      agentId: 'agt_xem_fleet_01',
      risk: 'irreversible',
      status: 'completed',
      exitCode: 0,
      durationMs: 9_400,
      approval: 'missing',
      approvalId: null,
      chatId: 'chat_capacity_81f2',
    };
    const minutes = Array.from({ length: 10_000 }, (_, index) => index / 500);
    const id = await arrangeLog(minutes, { kind: 'execution_ended', source: 'execution', data });
    const page = await read(id, { order: 'newest' });
    expect(page.data).toHaveLength(100);
    expect(JSON.stringify(page).length).toBeLessThan(100_000);
  });

  it('says of a stop of two thousand agents how many, without naming them all', async () => {
    const targets = Array.from({ length: 2_000 }, (_, index) => ({
      agentId: `agt_xem_fleet_${index}`,
      sources: ['binding', 'execution'],
      heldBy: [{ incidentRef: 'INC-6' }],
    }));
    const data = { holdId: 'hold_1', targets };
    const id = await arrangeLog([1], { kind: 'hold_placed', source: 'containment', data, text: 'Deletes.' });
    const [item] = (await read(id)).data;
    expect(item && plainSentence(item)).toBe('Hold placed on 2000 agents: Deletes.');
    expect(JSON.stringify(item).length).toBeLessThan(10_000);
    // What is kept, and sealed, is all of it.
    expect(await db.timelineEntry.findFirst({ where: { incidentId: id } })).toMatchObject({ data });
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true });
  });

  it('refuses a cursor it did not give', async () => {
    const id = await arrangeLog([1]);
    await expect(read(id, { cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_input' });
  });
});

describe('adding a note', () => {
  it('stands where it happened and says when it was written', async () => {
    const id = await arrangeLog([1, 20]);
    await addNote(responder, {
      incidentRef: id,
      text: 'Snapshot exists',
      happenedAt: '2026-11-22T14:11:00Z',
    });
    expect((await read(id)).data[1]).toMatchObject({
      kind: 'note_added',
      text: 'Snapshot exists',
      happenedAt: '2026-11-22T14:11:00.000Z',
      recordedAt: now,
      actorName: 'J. Okafor',
    });
  });

  it('is refused for what lies more than a minute ahead', async () => {
    const id = await arrangeLog([]);
    const note = { incidentRef: id, text: 'Soon' };
    await expect(addNote(responder, { ...note, happenedAt: '2026-11-22T14:31:01Z' })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    await addNote(responder, { ...note, happenedAt: '2026-11-22T14:31:00Z' });
    expect((await read(id)).data).toHaveLength(1);
  });

  it('is refused to a viewer', async () => {
    const id = await arrangeLog([]);
    await expect(addNote(viewer, { incidentRef: id, text: 'Hello' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});

describe('correcting an entry', () => {
  it('shows the new wording at the new time, and keeps the old one', async () => {
    const id = await arrangeLog([1, 5, 9]);
    const [, middle] = (await read(id)).data;
    const corrected = await correctEntry(responder, {
      incidentRef: id,
      entryId: middle?.versionId ?? '',
      text: 'Really at ten',
      happenedAt: '2026-11-22T14:10:00Z',
      reason: 'Misread the clock.',
    });
    expect(corrected).toMatchObject({
      entryId: middle?.entryId,
      kind: 'note_added',
      text: 'Really at ten',
      correction: { reason: 'Misread the clock.', authorName: 'J. Okafor' },
      earlier: [{ text: '5', happenedAt: '2026-11-22T14:05:00.000Z' }],
    });
    expect(textsOf(await read(id))).toEqual(['1', '9', 'Really at ten']);
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true, entryCount: 4 });
  });

  it('can be corrected again, from the newest version only', async () => {
    const id = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const correct = (entryId: string, text: string) =>
      correctEntry(responder, { incidentRef: id, entryId, text, reason: 'Wrong.' });
    const second = await correct(entry?.versionId ?? '', 'two');
    await expect(correct(entry?.versionId ?? '', 'too')).rejects.toMatchObject({ code: 'conflict' });
    const third = await correct(second.versionId, 'three');
    expect(third.entryId).toBe(entry?.entryId);
    expect(third.earlier.map(({ text }) => text)).toEqual(['1', 'two']);
    expect(textsOf(await read(id))).toEqual(['three']);
  });

  it('is found by the filters that found what it corrects', async () => {
    const id = await arrangeLog([1], { kind: 'execution_ended', source: 'execution' });
    const [fact] = (await read(id)).data;
    await correctEntry(responder, {
      incidentRef: id,
      entryId: fact?.versionId ?? '',
      text: 'On another server',
      reason: 'Looked it up.',
    });
    expect(textsOf(await read(id, { source: ['execution'], kind: ['execution_ended'] }))).toEqual([
      'On another server',
    ]);
    expect(textsOf(await read(id, { source: ['person'] }))).toEqual([]);
  });

  it('changes nothing when it says the same', async () => {
    const id = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const same = { incidentRef: id, entryId: entry?.versionId ?? '', text: '1', reason: 'Again.' };
    await expect(correctEntry(responder, same)).rejects.toMatchObject({ code: 'invalid_input' });
    expect((await read(id)).headSequence).toBe(1);
  });

  it('of an update corrects what the incident says now', async () => {
    const { id } = await arrangeIncident(responder);
    await postUpdate(responder, { incidentRef: id, text: 'All holds plased.' });
    const [update] = (await read(id)).data;
    await correctEntry(responder, {
      incidentRef: id,
      entryId: update?.versionId ?? '',
      text: 'All holds placed.',
      reason: 'Spelling.',
    });
    const { lastUpdate } = await readIncident(viewer, { incidentRef: id });
    expect(lastUpdate?.text).toBe('All holds placed.');
  });

  it('is refused to a viewer, and for an entry of another incident', async () => {
    const id = await arrangeLog([1]);
    const other = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const correction = { entryId: entry?.versionId ?? '', text: 'x', reason: 'y' };
    await expect(correctEntry(viewer, { incidentRef: id, ...correction })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(correctEntry(responder, { incidentRef: other, ...correction })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('the story', () => {
  it('is what was pinned, with its captions, in the order things happened', async () => {
    const id = await arrangeLog([9, 1, 5]);
    const [first, , last] = (await read(id)).data;
    await pinEntry(responder, { incidentRef: id, entryId: last?.entryId ?? '', caption: 'It ends' });
    await pinEntry(responder, { incidentRef: id, entryId: first?.entryId ?? '' });
    const { data } = await readStory(viewer, { incidentRef: id });
    expect(data.map(({ text, pin }) => [text, pin?.caption])).toEqual([
      ['1', null],
      ['9', 'It ends'],
    ]);
  });

  it('follows an entry that is corrected after it was pinned', async () => {
    const id = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const entryId = entry?.entryId ?? '';
    await pinEntry(responder, { incidentRef: id, entryId, caption: 'It begins' });
    await correctEntry(responder, { incidentRef: id, entryId, text: 'uno', reason: 'Language.' });
    const { data } = await readStory(viewer, { incidentRef: id });
    expect(data).toMatchObject([{ entryId, text: 'uno', pin: { caption: 'It begins' } }]);
  });

  it('changes nothing at the second click, keeps its caption, and takes a new one', async () => {
    const id = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const pin = { incidentRef: id, entryId: entry?.entryId ?? '' };
    await pinEntry(responder, { ...pin, caption: 'One' });
    expect((await pinEntry(responder, pin)).pin?.caption).toBe('One');
    expect((await pinEntry(responder, { ...pin, caption: 'Two' })).pin?.caption).toBe('Two');
    expect((await unpinEntry(responder, pin)).pin).toBeNull();
    expect((await unpinEntry(responder, pin)).pin).toBeNull();
    expect((await readStory(viewer, { incidentRef: id })).data).toEqual([]);
  });

  it('is not for a viewer to choose', async () => {
    const id = await arrangeLog([1]);
    const [entry] = (await read(id)).data;
    const pin = { incidentRef: id, entryId: entry?.entryId ?? '' };
    await expect(pinEntry(viewer, pin)).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(unpinEntry(viewer, pin)).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
