import { describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { acknowledgeNotifications } from '@/lib/notify/server/acknowledge-notifications';
import { type NewNotification, notify } from '@/lib/notify/server/notify';
import { readNotifications } from '@/lib/notify/server/read-notifications';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const responder = testContext(db, { role: 'responder', name: 'Rosa', clock });
const viewer = testContext(db, { role: 'viewer', clock });

const send = (more: Partial<NewNotification> = {}) =>
  db.$transaction((tx) =>
    notify(responder, tx, { kind: 'breach', severity: 'red', text: 'A call started', ...more }),
  );

async function open() {
  return (await readNotifications(viewer, { state: 'open', limit: 50 })).data;
}

const acknowledge = (notificationIds: string[], seenAt = clock.now()) =>
  acknowledgeNotifications(responder, { notificationIds, seenAt: seenAt.toISOString() });

describe('notifications', () => {
  it('folds a burst into one with a count and the newest text', async () => {
    const { id: incidentId, number } = await arrangeIncident(responder);
    const foldKey = `breach:${incidentId}`;
    await Promise.all(Array.from({ length: 5 }, () => send({ incidentId, foldKey })));
    clock.advance(1_000);
    await send({
      incidentId,
      foldKey,
      text: 'The newest',
      count: 3,
      subject: { kind: 'agent', id: 'agt_1' },
    });
    const mine = (await open()).filter((it) => it.incidentRef === `INC-${number}`);
    expect(mine).toMatchObject([
      { count: 8, text: 'The newest', severity: 'red', subjectKind: 'agent', subjectId: 'agt_1' },
    ]);
  });

  it('is acknowledged by name, once, and the next one is a new one', async () => {
    await send({ foldKey: 'again' });
    const [first] = await open();
    const ids = [first?.notificationId ?? ''];
    expect(await acknowledge(ids)).toEqual({ acknowledgedCount: 1 });
    expect(await acknowledge(ids)).toEqual({ acknowledgedCount: 0 });
    expect(await db.auditEntry.count({ where: { subjectId: ids[0] ?? '' } })).toBe(1);
    const all = await readNotifications(viewer, { state: 'all', limit: 50 });
    expect(all.data.find((it) => it.notificationId === ids[0])).toMatchObject({ acknowledgedByName: 'Rosa' });
    clock.advance(1_000);
    await send({ foldKey: 'again' });
    expect((await open())[0]).toMatchObject({ count: 1 });
    expect((await open())[0]?.notificationId).not.toBe(ids[0]);
  });

  it('stays open when it has grown since the person looked', async () => {
    await send({ foldKey: 'grows' });
    const seenAt = clock.now();
    clock.advance(1_000);
    await send({ foldKey: 'grows' });
    const grown = (await open()).find(({ count }) => count === 2);
    expect(await acknowledge([grown?.notificationId ?? ''], seenAt)).toEqual({ acknowledgedCount: 0 });
  });

  it('may not be acknowledged by a viewer', async () => {
    await send();
    const [first] = await open();
    const input = {
      notificationIds: [first?.notificationId ?? ''],
      seenAt: clock.now().toISOString(),
    };
    await expect(acknowledgeNotifications(viewer, input)).rejects.toMatchObject({ code: 'not_allowed' });
    expect((await open())[0]?.notificationId).toBe(first?.notificationId);
  });

  it('is read in pages, newest first', async () => {
    const all = (await readNotifications(viewer, { state: 'all', limit: 200 })).data;
    const seen: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await readNotifications(viewer, { state: 'all', limit: 2, ...(cursor && { cursor }) });
      seen.push(...page.data.map(({ notificationId }) => notificationId));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(all.map(({ notificationId }) => notificationId));
  });
});
