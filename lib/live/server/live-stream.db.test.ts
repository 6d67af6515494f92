import { pino } from 'pino';
import { afterAll, describe, expect, it } from 'vitest';
import { announce } from '@/lib/live/server/announce';
import { LiveHub } from '@/lib/live/server/live-hub';
import { liveStream } from '@/lib/live/server/live-stream';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testDatabase, testDatabaseUrl } from '@/lib/testing/database';

const db = await connectTestDatabase();
const { query } = await testDatabase();
const hub = new LiveHub(await testDatabaseUrl(), pino({ level: 'silent' }));
afterAll(() => hub.close());

/** Opens a stream as a browser would, and collects what arrives. */
function open(headers: Record<string, string> = {}) {
  const leaving = new AbortController();
  const request = new Request('http://localhost/api/live', { headers, signal: leaving.signal });
  const received = { text: '' };
  const reading = (async () => {
    const decoder = new TextDecoder();
    for await (const chunk of liveStream(hub, request).body ?? []) received.text += decoder.decode(chunk);
  })();
  return { received, leave: () => leaving.abort(), reading };
}

/** The hub's first message is the reset that follows its LISTEN; from then on nothing is missed. */
async function listening(): Promise<void> {
  await expect
    .poll(async () => {
      const rows = await query(
        `SELECT FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
      );
      return rows.length;
    })
    .toBeGreaterThan(0);
}

const lastIdIn = (text: string): string | undefined => [...text.matchAll(/^id: (\d+)$/gm)].at(-1)?.[1];

describe('the live stream', () => {
  it('carries what a committed transaction announced, and nothing of one that failed', async () => {
    await listening();
    const stream = open();
    const failed = db.$transaction(async (tx) => {
      await announce(tx, { incident: 8, changed: 'timeline' });
      throw new Error('roll back');
    });
    await expect(failed).rejects.toThrow('roll back');
    await db.$transaction((tx) => announce(tx, { incident: 7, changed: 'containment' }));
    await expect.poll(() => stream.received.text).toContain('{"incident":7,"changed":"containment"}');
    expect(stream.received.text).not.toContain('"incident":8');
    stream.leave();
    await stream.reading;
  });

  it('resumes after the event that a browser saw last', async () => {
    await listening();
    const first = open();
    await announce(db, { incident: 1, changed: 'detail' });
    await expect.poll(() => lastIdIn(first.received.text)).toBeDefined();
    const lastEventId = lastIdIn(first.received.text) ?? '';
    first.leave();
    await announce(db, { incident: 2, changed: 'detail' });
    await expect.poll(() => hub.since(lastEventId)?.length).toBe(1);

    const second = open({ 'Last-Event-ID': lastEventId });
    await expect.poll(() => second.received.text).toContain('"incident":2');
    expect(second.received.text).not.toContain('"incident":1');
    second.leave();
  });

  it('asks a browser whose last event is forgotten to read everything again', async () => {
    const stream = open({ 'Last-Event-ID': '999999999' });
    await expect.poll(() => stream.received.text).toContain('event: reset');
    stream.leave();
  });

  it('says that something may have been missed when the database connection breaks, and goes on', async () => {
    await listening();
    const stream = open();
    await query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' AND datname = current_database()`,
    );
    await expect.poll(() => stream.received.text, { timeout: 10_000 }).toContain('event: reset');
    await announce(db, { incident: null, changed: 'agents' });
    await expect.poll(() => stream.received.text).toContain('"changed":"agents"');
    stream.leave();
  });
});
