import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { adoptPause } from '@/lib/containment/server/adopt-pause';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { releaseHold } from '@/lib/containment/server/release-hold';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const reason = 'deletes without approval';

beforeAll(() => fleet.mirror());

async function observe(): Promise<void> {
  fleet.clock.advance(2_000);
  await fleet.mirror();
  await observeContainment(fleet.as('admin'));
}

/** Somebody pauses it in XEM's own console. */
async function pausedOutside(agentId: string): Promise<string> {
  await fleet.xem().pauseExec(agentId, {});
  await observe();
  await observe();
  return (await db.outsidePause.findFirstOrThrow({ where: { agentId, endedAt: null } })).id;
}

const newIncident = async () => incidentRefOf((await arrangeIncident(fleet.as('responder'))).number);

async function hold(agentId: string, incidentRef: string): Promise<string> {
  const input = placeHoldInput.parse({ rung: 'agent', agentId, reason });
  const { holdId } = await placeHold(fleet.as('responder'), { ...input, incidentRef });
  await fleet.settle();
  await observe();
  return holdId;
}

const targetOf = async (incidentRef: string, holdId: string) =>
  (await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId })).targets[0];

describe('the review of a hold over a pause from outside', () => {
  it('says that the release ends that pause too, and so does the log', async () => {
    const agentId = 'agt_xem_fleet_01';
    await pausedOutside(agentId);
    const incidentRef = await newIncident();
    const holdId = await hold(agentId, incidentRef);
    expect(await targetOf(incidentRef, holdId)).toMatchObject({ agentId, wasPausedOutside: true });

    await releaseHold(fleet.as('commander'), { incidentRef, holdId, reason: 'template fixed' });
    const { data } = await db.timelineEntry.findFirstOrThrow({
      where: { kind: 'hold_released', incident: { number: Number(incidentRef.slice(4)) } },
    });
    expect(data).toMatchObject({ scopes: [{ agentId, resumes: true, wasPausedOutside: true }] });
    await fleet.settle();
    await observe();
    // That pause is over; a later stop has nothing to do with it.
    expect(await targetOf(incidentRef, await hold(agentId, incidentRef))).toMatchObject({
      wasPausedOutside: false,
    });
  });

  it('says so after a hand-over too', async () => {
    const agentId = 'agt_xem_fleet_02';
    await pausedOutside(agentId);
    const [incidentRef, toIncidentRef] = [await newIncident(), await newIncident()];
    await hold(agentId, incidentRef);
    const given = { incidentRef, toIncidentRef, reason: 'another shift' };
    const { holds } = await handOverHolds(fleet.as('commander'), given);
    expect(await targetOf(toIncidentRef, holds[0]?.holdId ?? '')).toMatchObject({ wasPausedOutside: true });
  });

  it('does not say so of one that was adopted, or of none', async () => {
    const pauseId = await pausedOutside('agt_xem_fleet_03');
    const incidentRef = await newIncident();
    const { holdId } = await adoptPause(fleet.as('responder'), { pauseId, incidentRef, reason });
    expect(await targetOf(incidentRef, holdId)).toMatchObject({ wasPausedOutside: false });
    const other = await hold('agt_xem_lab_01', incidentRef);
    expect(await targetOf(incidentRef, other)).toMatchObject({ wasPausedOutside: false });
  });
});
