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

describe('resuming a whole agent', () => {
  it('restores the pause that another incident holds in one of its workspaces', async () => {
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

  it('changes nothing where the router leaves that pause alone', async () => {
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

  it('asks for the pause again where it can not be seen', async () => {
    const agentId = 'agt_b5390e7ad4c8';
    const xem = fleet.xem();
    const blind: Xem = {
      ...xem,
      showAgent: async (id) => ({ ...(await xem.showAgent(id)), pausedWorkspaces: null }),
    };
    const context = fleet.as('admin', { xem: blind });
    await place({ agentId, workspaceId });
    const whole = await place({ agentId });
    await workOn(agentId, 60_000, context);
    expect(await scopeOf(agentId)).toMatchObject({ progress: 'unverifiable' });
    await releaseHold(fleet.as('commander'), { ...whole.where, reason: 'the cause is fixed' });
    await workOn(agentId, 60_000, context);
    expect(await xem.showAgent(agentId)).toMatchObject({ isPaused: false, pausedWorkspaces: [workspaceId] });
    await fleet.settle();
  });

  it('leaves to a person what somebody had resumed outside before', async () => {
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
