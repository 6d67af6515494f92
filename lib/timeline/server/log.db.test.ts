import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testDatabase } from '@/lib/testing/database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntries, appendEntry, type NewEntry } from '@/lib/timeline/server/append-entry';
import { verifyChain } from '@/lib/timeline/server/verify-chain';

const db = await connectTestDatabase();
const responder = testContext(db, { role: 'responder' });

const note = (incidentId: string, text: string): NewEntry => ({
  incidentId,
  kind: 'note_added',
  source: 'person',
  text,
  data: { z: 1, a: { nested: [3, null, 'x'] } },
});

// Fifty wait for one lock here, on whatever machine the tests run.
const patience = { maxWait: 15_000, timeout: 15_000 };

const add = (entry: NewEntry) => db.$transaction((tx) => appendEntry(responder, tx, entry), patience);

async function arrangeLog(count: number): Promise<string> {
  const { id } = await arrangeIncident(responder);
  for (let index = 1; index <= count; index += 1) await add(note(id, `Note ${index}`));
  return id;
}

/** Goes behind the triggers, as an owner of the database could. */
async function tamper(sql: string, values: unknown[]): Promise<void> {
  const { query } = await testDatabase();
  await query('ALTER TABLE "TimelineEntry" DISABLE TRIGGER timeline_entry_append_only');
  try {
    await query(sql, values);
  } finally {
    await query('ALTER TABLE "TimelineEntry" ENABLE TRIGGER timeline_entry_append_only');
  }
}

describe('the log of an incident', () => {
  it.each([
    ['an update', 'UPDATE "TimelineEntry" SET text = \'else\''],
    ['a deletion', 'DELETE FROM "TimelineEntry"'],
    ['emptying it', 'TRUNCATE "TimelineEntry" CASCADE'],
  ])('is refused %s by the database itself', async (_case, sql) => {
    await arrangeLog(1);
    const { query } = await testDatabase();
    await expect(query(sql)).rejects.toThrow(/append-only/);
  });

  it('keeps one unbroken chain when fifty people write at once', async () => {
    const { id } = await arrangeIncident(responder);
    await Promise.all(Array.from({ length: 50 }, (_, index) => add(note(id, `Note ${index}`))));
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true, entryCount: 50 });
    const entries = await db.timelineEntry.findMany({
      where: { incidentId: id },
      orderBy: { sequence: 'asc' },
    });
    expect(entries.map(({ sequence }) => sequence)).toEqual(
      Array.from({ length: 50 }, (_, index) => index + 1),
    );
    expect(new Set(entries.map(({ text }) => text)).size).toBe(50);
  });

  it('writes what has a source id only once, also when two bring it at the same time', async () => {
    const { id } = await arrangeIncident(responder);
    const fact: NewEntry = { ...note(id, 'Started'), source: 'execution', sourceId: 'exe_1:started' };
    const written = await Promise.all([add(fact), add(fact), add(fact)]);
    expect(written.filter((entryId) => entryId !== null)).toHaveLength(1);
    const batch = await db.$transaction((tx) =>
      appendEntries(responder, tx, id, [
        fact,
        { ...fact, sourceId: 'exe_1:ended' },
        { ...fact, sourceId: 'exe_1:ended' },
      ]),
    );
    expect(batch).toHaveLength(1);
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true, entryCount: 2 });
  });

  it('leaves no gap after a transaction that failed', async () => {
    const id = await arrangeLog(1);
    const failed = db.$transaction(async (tx) => {
      await appendEntry(responder, tx, note(id, 'Lost'));
      throw new Error('later step');
    });
    await expect(failed).rejects.toThrow('later step');
    await add(note(id, 'Next'));
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true, entryCount: 2 });
  });

  it('takes any text and any data from outside, and its chain still holds', async () => {
    const { id } = await arrangeIncident(responder);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), fc.json(), async (text, json) => {
        await add({ ...note(id, text), data: { [text]: JSON.parse(json), text } });
      }),
      {
        numRuns: 60,
        examples: [
          ['__proto__', '{"__proto__":1}'],
          ['nul \u0000 and half a pair \ud800', '{"\\u0000":"\\ud800"}'],
        ],
      },
    );
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true });
  });
});

describe('verifying a chain', () => {
  it.each([
    ['a changed text', 'UPDATE "TimelineEntry" SET text = \'Never happened\'', 'was changed'],
    ['a changed time', 'UPDATE "TimelineEntry" SET "happenedAt" = now()', 'was changed'],
    ['a changed author', 'UPDATE "TimelineEntry" SET "actorName" = \'Somebody else\'', 'was changed'],
    ['changed facts', 'UPDATE "TimelineEntry" SET data = \'{"z": 2}\'', 'was changed'],
    ['a removed entry', 'DELETE FROM "TimelineEntry"', 'is missing'],
  ])('finds %s, and where', async (_case, sql, reason) => {
    const id = await arrangeLog(3);
    await tamper(`${sql} WHERE "incidentId" = $1::uuid AND sequence = 2`, [id]);
    expect(await verifyChain(db, id)).toEqual({
      isIntact: false,
      brokenAtSequence: 2,
      reason: expect.stringContaining(reason),
    });
  });

  it('finds that the newest entries were cut off', async () => {
    const id = await arrangeLog(3);
    await tamper('DELETE FROM "TimelineEntry" WHERE "incidentId" = $1::uuid AND sequence = 3', [id]);
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: false, brokenAtSequence: 3 });
  });

  it('finds a whole entry that was written anew with a fitting hash', async () => {
    const id = await arrangeLog(3);
    await tamper(
      'UPDATE "TimelineEntry" SET hash = repeat(\'0\', 64) WHERE "incidentId" = $1::uuid AND sequence = 2',
      [id],
    );
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: false, brokenAtSequence: 2 });
  });

  it('is not misled by what others write meanwhile', async () => {
    const id = await arrangeLog(20);
    const writing = Promise.all(Array.from({ length: 10 }, (_, index) => add(note(id, `During ${index}`))));
    const verdicts = await Promise.all(Array.from({ length: 10 }, () => verifyChain(db, id)));
    await writing;
    expect(verdicts.filter(({ isIntact }) => !isIntact)).toEqual([]);
  });

  it('of an incident without entries is intact', async () => {
    const { id } = await arrangeIncident(responder);
    expect(await verifyChain(db, id)).toEqual({ isIntact: true, entryCount: 0, headHash: '' });
  });
});
