import { beforeAll, describe, expect, it } from 'vitest';
import { placeHoldInput } from '@/lib/containment/hold-schema';
import { placeHold } from '@/lib/containment/server/place-hold';
import { readDrain } from '@/lib/containment/server/read-drain';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const agentId = 'agt_xem_fleet_01';
const workspaceId = 'ws_8f2c1a04b9e7';

beforeAll(() => fleet.mirror());

const minutesAgo = (minutes: number) => new Date(fleet.clock.now().getTime() - minutes * 60_000);

describe('the drain board of an incident', () => {
  it('has nothing before anything is held', async () => {
    const { number } = await arrangeIncident(fleet.as('responder'));
    const board = await readDrain(fleet.as('viewer'), { incidentRef: incidentRefOf(number) });
    expect(board).toMatchObject({ inFlightCount: 0, scopeCount: 0, scopes: [] });
  });

  it('reads what runs with the limit of its tool, what is queued, and the approvals that wait', async () => {
    const { number } = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(number);
    const input = placeHoldInput.parse({ rung: 'agent', agentId, reason: 'deletes without approval' });
    await placeHold(fleet.as('responder'), { ...input, incidentRef });
    const running = { agentId, workspaceId, status: 'running', startedAt: minutesAgo(2) };
    await arrangeExecution(fleet.as('admin'), { ...running, raw: { timeout_ms: 60_000 } });
    await arrangeExecution(fleet.as('admin'), { ...running, raw: { timeout_ms: 'soon' } });
    const seen = { raw: {}, firstSeenAt: minutesAgo(1), observedAt: minutesAgo(1) };
    await db.invocation.create({
      data: {
        ...seen,
        invocationId: 'inv_queued',
        agentId,
        workspaceId,
        status: 'queued',
        createdAt: minutesAgo(1),
      },
    });
    await db.invocation.create({
      data: { ...seen, invocationId: 'inv_waiting', agentId, workspaceId, status: 'pending_approval' },
    });
    // It names its agent only through the call that waits for it.
    await db.approval.create({
      data: {
        ...seen,
        approvalId: 'apr_waiting',
        status: 'pending',
        invocationId: 'inv_waiting',
        workspaceId,
      },
    });
    const board = await readDrain(fleet.as('viewer'), { incidentRef });
    expect(board).toMatchObject({ inFlightCount: 2, queuedCount: 1, waitingCount: 1, pastTimeoutCount: 1 });
    expect(board.asOf).not.toBeNull();
    expect(board.scopes).toMatchObject([
      { agentName: 'xem-fleet-01', approvals: [{ approvalId: 'apr_waiting', agentId }] },
    ]);
  });

  it('proves that nothing runs only once all have stopped and calls were read since', async () => {
    const { number } = await arrangeIncident(fleet.as('responder'));
    const incidentRef = incidentRefOf(number);
    const input = placeHoldInput.parse({ rung: 'agent', agentId: 'agt_xem_fleet_04', reason: 'deletes' });
    await placeHold(fleet.as('responder'), { ...input, incidentRef });
    const read = () => readDrain(fleet.as('viewer'), { incidentRef });
    await fleet.mirror();
    expect(await read()).toMatchObject({ scopeCount: 1, stoppedCount: 0, isProven: false });
    await fleet.settle();
    expect(await read()).toMatchObject({ stoppedCount: 1, isProven: false });
    await fleet.mirror();
    expect(await read()).toMatchObject({ stoppedCount: 1, isProven: true });

    await db.agentScope.updateMany({
      where: { agentId: 'agt_xem_fleet_04' },
      data: { progress: 'drifted' },
    });
    expect(await read()).toMatchObject({ stoppedCount: 0, isProven: false });
  });
});
