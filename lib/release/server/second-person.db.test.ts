import { beforeAll, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { handOverHolds } from '@/lib/containment/server/hand-over-holds';
import { placeHold } from '@/lib/containment/server/place-hold';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { SecondPersonPolicy } from '@/lib/release/release';
import { askReleaseInput } from '@/lib/release/release-schema';
import { askRelease } from '@/lib/release/server/ask-release';
import { confirmRelease } from '@/lib/release/server/confirm-release';
import { readReleaseReview } from '@/lib/release/server/read-release-review';
import { reviewReleaseAgain } from '@/lib/release/server/review-release-again';
import { steerRelease } from '@/lib/release/server/steer-release';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const lab = 'ws_5e0a9b3d7f64';
const agentId = 'agt_xem_lab_01';

beforeAll(() => fleet.mirror());

const ref = ({ number }: Incident) => incidentRefOf(number);

const place = (incident: Incident, input: Record<string, unknown>) =>
  placeHold(fleet.as('responder'), {
    ...placeHoldInput.parse({ reason: 'deletes without approval', ...input }),
    incidentRef: ref(incident),
  });

async function destroy(): Promise<void> {
  const { invoke } = fleet.simulator().controls;
  invoke({
    agentId,
    workspaceId: lab,
    toolName: 'openstack_server_delete',
    slipsPastApproval: true,
    requestedBy: 'nightly-reclaim',
    arguments: { server: 'vm-9' },
    durationMs: 1_000,
  });
  fleet.clock.advance(60_000);
  await fleet.mirror();
}

type Asking = { policy?: SecondPersonPolicy; by?: Context; watchMinutes?: number };

async function ask(incidentRef: string, holdId: string, asking: Asking = {}) {
  const { policy = 'destructive', by = fleet.as('commander'), watchMinutes = 0 } = asking;
  const { seen, destructiveCount } = await readReleaseReview(fleet.as('viewer'), { incidentRef, holdId });
  const input = { reason: 'template fixed', withoutFixReason: 'the tool is off', watchMinutes, seen };
  const asked = { ...askReleaseInput.parse(input), incidentRef, holdId };
  return { destructiveCount, release: await askRelease(by, asked, policy) };
}

/** As the bootstrap token acts, and whatever it has made. */
const nobody = (): Context => {
  const commander = fleet.as('commander');
  return { ...commander, actor: { ...commander.actor, kind: 'token', actorId: 'bootstrap' } };
};

it('is needed wherever a hold is handed to after the damage', async () => {
  const first = await arrangeIncident(fleet.as('responder'));
  await destroy();
  await place(first, { rung: 'agent', agentId });
  let incidentRef = ref(first);
  let holdId = '';
  for (let count = 0; count < 2; count += 1) {
    fleet.clock.advance(60_000);
    const next = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
    const { holds } = await handOverHolds(fleet.as('commander'), {
      incidentRef,
      toIncidentRef: ref(next),
      reason: 'another shift',
    });
    holdId = holds[0]?.holdId ?? '';
    incidentRef = ref(next);
  }
  const { release, destructiveCount } = await ask(incidentRef, holdId);
  expect(destructiveCount).toBe(1);
  expect(release).toMatchObject({ state: 'waiting', needsSecond: true });
});

it('is needed again after what was handed over is released and held again', async () => {
  const first = await arrangeIncident(fleet.as('responder'));
  await destroy();
  await place(first, { rung: 'agent', agentId });
  fleet.clock.advance(60_000);
  const next = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  const { holds } = await handOverHolds(fleet.as('commander'), {
    incidentRef: ref(first),
    toIncidentRef: ref(next),
    reason: 'another shift',
  });
  const { release } = await ask(ref(next), holds[0]?.holdId ?? '', { watchMinutes: 10 });
  const input = { incidentRef: ref(next), releaseId: release.releaseId };
  await confirmRelease(fleet.as('commander'), input);
  await steerRelease(fleet.as('responder'), { ...input, steering: 'hold_again' });
  const again = await db.hold.findFirstOrThrow({ where: { afterReleaseId: release.releaseId } });
  expect(await ask(ref(next), again.id)).toMatchObject({
    destructiveCount: 1,
    release: { state: 'waiting', needsSecond: true },
  });
});

it.each([null, 'erases'])('is needed after a call whose risk is %s', async (risk) => {
  fleet.clock.advance(60_000);
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  const call = { agentId: 'agt_xem_fleet_02', risk, startedAt: fleet.clock.now() };
  await arrangeExecution(fleet.as('admin'), call);
  const { holdId } = await place(incident, { rung: 'agent', agentId: 'agt_xem_fleet_02' });
  expect((await ask(ref(incident), holdId)).release).toMatchObject({ state: 'waiting' });
});

it('is not asked for by a token behind which nobody is known, who might be the same', async () => {
  fleet.clock.advance(60_000);
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  const { holdId } = await place(incident, { rung: 'agent', agentId: 'agt_xem_fleet_03' });
  const asking = { policy: 'always', by: nobody() } as const;
  await expect(ask(ref(incident), holdId, asking)).rejects.toMatchObject({
    code: 'not_allowed',
    userMessage: expect.stringContaining('person'),
  });
  expect(await db.release.count({ where: { holdId } })).toBe(0);

  const { release } = await ask(ref(incident), holdId, { policy: 'always' });
  const input = { incidentRef: ref(incident), releaseId: release.releaseId };
  const again = { ...input, reason: 'looked again', seen: release.review.seen };
  await expect(reviewReleaseAgain(nobody(), again)).rejects.toMatchObject({ code: 'not_allowed' });
  // As it may stand in a database from before.
  await db.release.update({ where: { id: release.releaseId }, data: { askedPersonId: null } });
  await expect(confirmRelease(fleet.as('commander'), input)).rejects.toMatchObject({ code: 'not_allowed' });
  await steerRelease(fleet.as('commander'), { ...input, steering: 'cancel' });

  // Where one is enough, it may ask.
  const alone = { policy: 'never', by: nobody() } as const;
  expect((await ask(ref(incident), holdId, alone)).release).toMatchObject({ state: 'running' });
});

it('is needed for the damage of what is held, whatever else the incident is said to be about', async () => {
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  await destroy();
  const agents = await db.agent.findMany({ where: { goneAt: null }, select: { agentId: true } });
  const { holdId } = await place(incident, {
    rung: 'all',
    confirmName: 'all agents',
    seenAgentIds: agents.map((agent) => agent.agentId),
  });
  expect((await ask(ref(incident), holdId)).release).toMatchObject({ state: 'waiting' });
});

it('is not needed where what is held has destroyed nothing since', async () => {
  fleet.clock.advance(60_000);
  const incident = await arrangeIncident(fleet.as('responder'), { startedAt: fleet.clock.now() });
  const { holdId } = await place(incident, { rung: 'agent', agentId: 'agt_xem_fleet_03' });
  expect((await ask(ref(incident), holdId)).release).toMatchObject({ state: 'running' });
});
