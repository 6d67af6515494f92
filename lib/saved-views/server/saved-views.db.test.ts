import { beforeEach, describe, expect, it } from 'vitest';
import { changeView } from '@/lib/saved-views/server/change-view';
import { deleteView } from '@/lib/saved-views/server/delete-view';
import { readSavedViews } from '@/lib/saved-views/server/read-saved-views';
import { saveView } from '@/lib/saved-views/server/save-view';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const ada = testContext(db, { role: 'responder', name: 'Ada' });
const bob = testContext(db, { role: 'responder', name: 'Bob' });
const viewer = testContext(db, { role: 'viewer', name: 'Vi' });
const admin = testContext(db, { role: 'admin', name: 'Root' });

beforeEach(async () => {
  await db.savedView.deleteMany();
});

const input = { name: 'Failures', search: 'status=failed&window=1h', isShared: false };
const namesFor = async (context: typeof ada) => (await readSavedViews(context)).data.map(({ name }) => name);

describe('saved views', () => {
  it('are one’s own until they are shared', async () => {
    const { viewId } = await saveView(ada, input);
    expect(await namesFor(ada)).toEqual(['Failures']);
    expect(await namesFor(bob)).toEqual([]);
    await changeView(ada, { viewId, isShared: true });
    const { data } = await readSavedViews(bob);
    expect(data).toMatchObject([
      { ...input, isShared: true, ownerName: 'Ada', isMine: false, canChange: false },
    ]);
  });

  it('can be renamed and deleted by their maker, and deleting again changes nothing', async () => {
    const { viewId } = await saveView(ada, input);
    expect(await changeView(ada, { viewId, name: 'Red ones' })).toMatchObject({
      name: 'Red ones',
      search: input.search,
    });
    await deleteView(ada, { viewId });
    await deleteView(ada, { viewId });
    expect(await namesFor(ada)).toEqual([]);
  });

  it('have one name each', async () => {
    await saveView(ada, input);
    await expect(saveView(ada, input)).rejects.toMatchObject({ code: 'conflict' });
    const { viewId } = await saveView(ada, { ...input, name: 'Other' });
    await expect(changeView(ada, { viewId, name: 'Failures' })).rejects.toMatchObject({ code: 'conflict' });
    // Bob's are his.
    await saveView(bob, input);
    expect(await db.savedView.count()).toBe(3);
  });

  it('a viewer may save, not share', async () => {
    const { viewId } = await saveView(viewer, input);
    await expect(saveView(viewer, { ...input, name: 'x', isShared: true })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(changeView(viewer, { viewId, isShared: true })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('of others can be changed by an admin alone, and private ones are not there for others', async () => {
    const shared = await saveView(ada, { ...input, isShared: true });
    const own = await saveView(ada, { ...input, name: 'Own' });
    await expect(changeView(bob, { viewId: shared.viewId, name: 'x' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(deleteView(bob, { viewId: shared.viewId })).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(changeView(bob, { viewId: own.viewId, name: 'x' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await deleteView(bob, { viewId: own.viewId });
    expect(await db.savedView.count()).toBe(2);
    await deleteView(admin, { viewId: shared.viewId });
    expect(await namesFor(ada)).toEqual(['Own']);
  });

  it('are few', async () => {
    const now = new Date();
    await db.savedView.createMany({
      data: Array.from({ length: 50 }, (_, index) => ({
        ...input,
        name: `View ${index}`,
        ownerId: ada.actor.actorId,
        ownerName: 'Ada',
        createdAt: now,
        updatedAt: now,
      })),
    });
    await expect(saveView(ada, input)).rejects.toMatchObject({ code: 'conflict' });
  });
});
