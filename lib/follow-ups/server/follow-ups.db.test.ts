import { beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '@/lib/db/generated/client';
import { createFollowUp } from '@/lib/follow-ups/server/create-follow-up';
import { readFollowUps } from '@/lib/follow-ups/server/read-follow-ups';
import { updateFollowUp } from '@/lib/follow-ups/server/update-follow-up';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
const context = testContext(db, { role: 'responder' });
const viewer = testContext(db, { role: 'viewer' });

let incident: Incident;
const given = () => ({
  incidentRef: incident.id,
  kind: 'approval_policy' as const,
  title: 'Ask before servers are deleted',
  ownerName: 'Li',
  dueAt: '2026-12-01T00:00:00.000Z',
});
const entries = () =>
  db.timelineEntry.findMany({ where: { incidentId: incident.id }, orderBy: { sequence: 'asc' } });

beforeEach(async () => {
  incident = await arrangeIncident(context);
});

describe('a follow-up', () => {
  it('is kept, listed and logged', async () => {
    const followUp = await createFollowUp(context, given());
    expect(followUp).toMatchObject({ status: 'open', ownerName: 'Li', dueAt: '2026-12-01T00:00:00.000Z' });
    expect((await readFollowUps(viewer, { incidentRef: incident.id })).data).toEqual([followUp]);
    expect(await entries()).toMatchObject([
      { kind: 'follow_up_recorded', text: 'Follow-up: Ask before servers are deleted' },
    ]);
  });

  it('can be closed, which the log shows with what stood before', async () => {
    const { followUpId } = await createFollowUp(context, given());
    const change = {
      incidentRef: incident.id,
      followUpId,
      status: 'done',
      ownerName: null,
      dueAt: null,
    } as const;
    expect(await updateFollowUp(context, change)).toMatchObject({
      status: 'done',
      ownerName: null,
      dueAt: null,
    });
    expect((await entries()).at(-1)).toMatchObject({
      text: 'Follow-up done: Ask before servers are deleted',
      data: { before: { status: 'open', ownerName: 'Li', dueAt: '2026-12-01T00:00:00.000Z' } },
    });
  });

  it('is not logged twice by a second click', async () => {
    const { followUpId } = await createFollowUp(context, given());
    const change = {
      incidentRef: incident.id,
      followUpId,
      status: 'done',
      dueAt: '2026-12-01T00:00:00Z',
    } as const;
    await updateFollowUp(context, change);
    await updateFollowUp(context, change);
    expect(await entries()).toHaveLength(2);
  });

  it('of another incident is not found', async () => {
    const { followUpId } = await createFollowUp(context, given());
    const other = await arrangeIncident(context);
    const change = { incidentRef: other.id, followUpId, status: 'done' } as const;
    await expect(updateFollowUp(context, change)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('is not for a viewer to change', async () => {
    const { followUpId } = await createFollowUp(context, given());
    await expect(createFollowUp(viewer, given())).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(
      updateFollowUp(viewer, { incidentRef: incident.id, followUpId, status: 'done' }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
  });
});
