import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { observeContainment } from '@/lib/containment/server/observe-containment';
import { placeHold } from '@/lib/containment/server/place-hold';
import { reconcileScope } from '@/lib/containment/server/reconcile-scope';
import { releaseHold } from '@/lib/containment/server/release-hold';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

/** A router that lifts every pause of an agent when the whole agent is resumed. */
const db = await connectTestDatabase();
const fleet = simulatedFleet(db, { variants: { wholeResume: 'lifts' } });
const workspaceId = 'ws_3b7e90d25c18';
const prod = 'ws_8f2c1a04b9e7';
const edgeEu = 'ws_c41d6fa2078b';
const lab = 'ws_5e0a9b3d7f64';

beforeAll(() => fleet.mirror());

async function place(input: { agentId: string; workspaceId?: string }) {
  const incident = await arrangeIncident(fleet.as('responder'));
  const incidentRef = incidentRefOf(incident.number);
  const rung = input.workspaceId === undefined ? 'agent' : 'agent_in_workspace';
  const parsed = placeHoldInput.parse({ rung, ...input, reason: 'deletes without approval' });
  const { holdId } = await placeHold(fleet.as('responder'), { ...parsed, incidentRef });
  return { incident, where: { incidentRef, holdId } };
}

/** One incident holds the agent in a workspace, another the whole of it, and lets go. */
async function releaseWhole(agentId: string, xem: Xem = fleet.xem(), meanwhile = async () => {}) {
  const narrow = await place({ agentId, workspaceId });
  const whole = await place({ agentId });
  const context = fleet.as('admin', { xem });
  await fleet.settle(context);
  await meanwhile();
  await releaseHold(fleet.as('commander'), { ...whole.where, reason: 'the cause is fixed' });
  await fleet.settle(context);
  return { narrow: narrow.incident, whole: whole.incident };
}

type Rest = { workspaceId?: string };

/** One incident holds the agent in a workspace and lets go, another holds the rest of it. */
async function releaseNarrow(at: { agentId: string; workspaceId: string }, rest: Rest, xem: Xem) {
  const narrow = await place(at);
  const other = await place({ agentId: at.agentId, ...rest });
  await fleet.settle();
  fleet.clock.advance(1_000);
  await releaseHold(fleet.as('commander'), { ...narrow.where, reason: 'the cause is fixed' });
  await fleet.settle(fleet.as('admin', { xem }));
  return { other: other.incident };
}

/** A router that knows of no workspaces when it resumes: nothing of the agent stays paused. */
function lifting(): Xem {
  const xem = fleet.xem();
  return {
    ...xem,
    resumeExec: async (id, scope) => {
      const receipt = await xem.resumeExec(id, scope);
      await xem.resumeExec(id, {});
      const { pausedWorkspaces } = await xem.showAgent(id);
      for (const paused of pausedWorkspaces ?? []) await xem.resumeExec(id, { workspaceId: paused });
      return receipt;
    },
  };
}

/** What the jobs of this agent's scopes would do within that time. */
async function workOn(agentId: string, milliseconds: number, context: Context): Promise<void> {
  const until = fleet.clock.now().getTime() + milliseconds;
  while (fleet.clock.now().getTime() < until) {
    const scopes = await db.agentScope.findMany({ where: { agentId } });
    for (const { id } of scopes) await reconcileScope(context, id);
    fleet.clock.advance(1_000);
  }
}

const scopeOf = (agentId: string) => db.agentScope.findFirstOrThrow({ where: { agentId, workspaceId } });

async function entriesIn(incident: Incident) {
  const entries = await db.timelineEntry.findMany({
    where: { incidentId: incident.id, kind: { startsWith: 'scope_' } },
    orderBy: { sequence: 'asc' },
  });
  return entries.map(({ kind, text }) => ({ kind, text }));
}

describe('resuming an agent', () => {
  it('as a whole restores the pause that another incident holds in one of its workspaces', async () => {
    const agentId = 'agt_xem_fleet_01';
    const { narrow, whole } = await releaseWhole(agentId);
    expect(await fleet.xem().showAgent(agentId)).toMatchObject({
      isPaused: false,
      pausedWorkspaces: [workspaceId],
    });
    expect(await scopeOf(agentId)).toMatchObject({ desired: 'paused', progress: 'observed', generation: 2 });
    await fleet.mirror();
    await observeContainment(fleet.as('admin'));
    expect(await entriesIn(narrow)).toMatchObject([
      { kind: 'scope_accepted' },
      { kind: 'scope_observed' },
      { kind: 'scope_retried', text: 'Resuming the whole agent may have lifted this pause.' },
      { kind: 'scope_accepted' },
      { kind: 'scope_observed' },
      { kind: 'scope_drained' },
    ]);
    expect(await entriesIn(whole)).not.toContainEqual(expect.objectContaining({ kind: 'scope_retried' }));
  });

  it('as a whole changes nothing where the router leaves that pause alone', async () => {
    const agentId = 'agt_4c1d7e02ab90';
    const xem = fleet.xem();
    const leaving: Xem = {
      ...xem,
      resumeExec: async (id, scope) => {
        const receipt = await xem.resumeExec(id, scope);
        await xem.pauseExec(id, { workspaceId });
        return receipt;
      },
    };
    const { narrow } = await releaseWhole(agentId, leaving);
    expect(await scopeOf(agentId)).toMatchObject({ desired: 'paused', progress: 'observed', generation: 1 });
    expect(await entriesIn(narrow)).toMatchObject([{ kind: 'scope_accepted' }, { kind: 'scope_observed' }]);
  });

  it('as a whole asks for the pause again where it can not be seen', async () => {
    const agentId = 'agt_b5390e7ad4c8';
    const xem = fleet.xem();
    const blind: Xem = {
      ...xem,
      showAgent: async (id) => ({ ...(await xem.showAgent(id)), pausedWorkspaces: null }),
    };
    const context = fleet.as('admin', { xem: blind });
    await place({ agentId, workspaceId });
    const whole = await place({ agentId });
    await workOn(agentId, 90_000, context);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'unverifiable' });
    await releaseHold(fleet.as('commander'), { ...whole.where, reason: 'the cause is fixed' });
    await workOn(agentId, 60_000, context);
    expect(await xem.showAgent(agentId)).toMatchObject({ isPaused: false, pausedWorkspaces: [workspaceId] });
    await fleet.settle();
  });

  it.each<[name: string, agentId: string, rest: Rest]>([
    ['the whole of it', 'agt_xem_fleet_02', {}],
    ['another workspace', 'agt_xem_fleet_03', { workspaceId: edgeEu }],
  ])(
    'in one workspace restores the pause by which another incident holds %s',
    async (_name, agentId, rest) => {
      const { other } = await releaseNarrow({ agentId, workspaceId: prod }, rest, lifting());
      const scope = { agentId, workspaceId: rest.workspaceId ?? '' };
      expect(await db.agentScope.findFirst({ where: scope })).toMatchObject({
        progress: 'observed',
        generation: 2,
      });
      const shown = await fleet.xem().showAgent(agentId);
      const isHeld = rest.workspaceId ? shown.pausedWorkspaces?.includes(rest.workspaceId) : shown.isPaused;
      expect(isHeld).toBe(true);
      await fleet.mirror();
      await observeContainment(fleet.as('admin'));
      expect(await entriesIn(other)).toMatchObject([
        { kind: 'scope_accepted' },
        { kind: 'scope_observed' },
        { kind: 'scope_retried', text: 'Resuming the agent in a workspace may have lifted this pause.' },
        { kind: 'scope_accepted' },
        { kind: 'scope_observed' },
        { kind: 'scope_drained' },
      ]);
    },
  );

  it('in one workspace lays the pause of the whole that falls a moment later to nobody, once', async () => {
    const agentId = 'agt_xem_lab_02';
    const { other } = await releaseNarrow({ agentId, workspaceId: lab }, {}, fleet.xem());
    for (const progress of ['requested', 'drifted']) {
      fleet.clock.advance(1_000);
      await fleet.xem().resumeExec(agentId, {});
      await fleet.mirror();
      await observeContainment(fleet.as('admin'));
      expect(await db.agentScope.findFirst({ where: { agentId, workspaceId: '' } })).toMatchObject({
        progress,
      });
      await fleet.settle();
    }
    expect(await entriesIn(other)).toContainEqual({
      kind: 'scope_retried',
      text: expect.stringContaining('when Holdfast lifted another pause of this agent'),
    });
  });

  it('as a whole leaves to a person what somebody had resumed outside before', async () => {
    const agentId = 'agt_xem_fleet_04';
    await releaseWhole(agentId, fleet.xem(), async () => {
      await fleet.xem().resumeExec(agentId, { workspaceId });
      await fleet.mirror();
      await observeContainment(fleet.as('admin'));
      expect(await scopeOf(agentId)).toMatchObject({ progress: 'drifted' });
    });
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'drifted' });
    expect((await fleet.xem().showAgent(agentId)).pausedWorkspaces).toEqual([]);
  });
});
