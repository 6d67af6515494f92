import { describe, expect, it, vi } from 'vitest';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { cancelInvocation } from '@/lib/executions/server/cancel-invocation';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
const agentId = 'agt_xem_fleet_01';
const workspaceId = 'ws_3b7e90d25c18';
const reason = 'wipes the wrong cluster';

/** A long call that runs by now. */
async function runningCall(toolName = 'openstack_server_list'): Promise<string> {
  const invocationId = fleet.simulator().controls.invoke({
    agentId,
    workspaceId,
    toolName,
    requestedBy: 'bob',
    durationMs: 600_000,
  });
  fleet.simulator().advance(1_000);
  await fleet.mirror();
  return invocationId;
}

const withXem = (overrides: Partial<Xem>): Context =>
  fleet.as('responder', { name: 'Ada', xem: { ...fleet.xem(), ...overrides } });
const statusAtXem = async (invocationId: string) => (await fleet.xem().showInvocation(invocationId)).status;
const requestsOn = (invocationId: string) => db.callCancellation.findMany({ where: { invocationId } });

async function attach(incidentId: string, kind: 'agent' | 'workspace', subjectId: string) {
  await db.incidentSubject.create({
    data: {
      incidentId,
      kind,
      subjectId,
      attachedById: 'x',
      attachedByName: 'X',
      attachedAt: fleet.clock.now(),
    },
  });
}

describe('cancelling a call', () => {
  it('asks XEM, looks again, and keeps who asked and why', async () => {
    const invocationId = await runningCall();
    const cancelled = await cancelInvocation(withXem({}), { invocationId, reason });
    expect(cancelled).toMatchObject({
      outcome: 'confirmed',
      seenStatus: 'cancelled',
      reason,
      requestedByName: 'Ada',
      xemRequestId: expect.any(String),
    });
    expect(await statusAtXem(invocationId)).toBe('cancelled');
    // Seen at once, without waiting for the mirror.
    expect(await db.invocation.findUnique({ where: { invocationId } })).toMatchObject({
      status: 'cancelled',
    });
    expect(await db.execution.findFirst({ where: { invocationId } })).toMatchObject({
      status: 'cancelled',
      exitCode: 130,
    });
    expect(await db.auditEntry.findMany({ where: { subjectId: invocationId } })).toMatchObject([
      { action: 'call_cancelled', reason, actorName: 'Ada', xemRequestId: expect.any(String) },
    ]);
  });

  it('tells the incident it was asked from, and those that are about its agent in its workspace', async () => {
    const invocationId = await runningCall();
    const asked = await arrangeIncident(fleet.as('responder'));
    const about = await arrangeIncident(fleet.as('responder'));
    await attach(about.id, 'agent', agentId);
    const elsewhere = await arrangeIncident(fleet.as('responder'));
    await attach(elsewhere.id, 'agent', agentId);
    await attach(elsewhere.id, 'workspace', 'ws_other');
    await cancelInvocation(withXem({}), { invocationId, reason, incidentRef: `INC-${asked.number}` });
    for (const { id } of [asked, about]) {
      expect(
        await db.timelineEntry.findMany({ where: { incidentId: id, kind: 'call_cancelled' } }),
      ).toMatchObject([
        {
          text: reason,
          actorName: 'Ada',
          data: expect.objectContaining({ invocationId, outcome: 'confirmed' }),
        },
      ]);
    }
    expect(
      await db.timelineEntry.count({ where: { incidentId: elsewhere.id, kind: 'call_cancelled' } }),
    ).toBe(0);
  });

  it('is not for viewers', async () => {
    const invocationId = await runningCall();
    await expect(cancelInvocation(fleet.as('viewer'), { invocationId, reason })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    expect(await statusAtXem(invocationId)).toBe('running');
  });

  it('asks XEM once when it is clicked twice, and not at all for what has ended', async () => {
    const invocationId = await runningCall();
    const cancel = vi.fn(fleet.xem().cancelInvocation);
    const context = withXem({ cancelInvocation: cancel });
    const clicks = [1, 2].map(() => cancelInvocation(context, { invocationId, reason }));
    const results = await Promise.allSettled(clicks);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(cancelInvocation(context, { invocationId, reason })).rejects.toMatchObject({
      code: 'conflict',
      details: { status: 'cancelled' },
    });
    expect(cancel).toHaveBeenCalledTimes(1);
    expect(await requestsOn(invocationId)).toHaveLength(1);
  });

  it('does not know a call that was never seen', async () => {
    await expect(
      cancelInvocation(withXem({}), { invocationId: 'inv_nowhere', reason }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it('says that it came too late when the call ended meanwhile', async () => {
    const invocationId = await runningCall();
    fleet.simulator().advance(700_000);
    expect(await cancelInvocation(withXem({}), { invocationId, reason })).toMatchObject({
      outcome: 'over_already',
      seenStatus: 'completed',
    });
    // What the look did not keep, the mirror does, though it knows the record by then.
    await fleet.mirror();
    const run = await db.execution.findFirstOrThrow({ where: { invocationId } });
    expect(run.output).toBeTruthy();
    expect(run).toMatchObject({ output: (await fleet.xem().showExecution(run.executionId)).output });
  });

  it('says that the call is still open where XEM accepts and does not break it off', async () => {
    const invocationId = await runningCall();
    const cancelled = await cancelInvocation(
      withXem({ cancelInvocation: async () => ({ requestId: 'req_1', raw: {} }) }),
      { invocationId, reason },
    );
    expect(cancelled).toMatchObject({ outcome: 'accepted', seenStatus: 'running', xemRequestId: 'req_1' });
  });
});

describe('when XEM does not answer properly', () => {
  const lost = () => new AppError('xem_unreachable', 'timed out', { details: { mayHaveHappened: true } });

  it('looks, and finds that it was done', async () => {
    const invocationId = await runningCall();
    const cancelled = await cancelInvocation(
      withXem({
        cancelInvocation: async (id) => {
          await fleet.xem().cancelInvocation(id);
          throw lost();
        },
      }),
      { invocationId, reason },
    );
    expect(cancelled).toMatchObject({ outcome: 'confirmed' });
  });

  it('says that it may have been done, and repeats nothing', async () => {
    const invocationId = await runningCall();
    const cancel = vi.fn(async () => {
      throw lost();
    });
    expect(
      await cancelInvocation(withXem({ cancelInvocation: cancel }), { invocationId, reason }),
    ).toMatchObject({ outcome: 'uncertain', seenStatus: 'running' });
    expect(cancel).toHaveBeenCalledTimes(1);
  });

  it('passes on a refusal, and keeps it', async () => {
    const invocationId = await runningCall();
    const refuse = async () => {
      throw new AppError('xem_scope_insufficient', 'no', { userMessage: 'The key lacks a scope.' });
    };
    await expect(
      cancelInvocation(withXem({ cancelInvocation: refuse }), { invocationId, reason }),
    ).rejects.toMatchObject({ code: 'xem_scope_insufficient' });
    expect(await requestsOn(invocationId)).toMatchObject([
      { outcome: 'failed', errorMessage: 'The key lacks a scope.' },
    ]);
  });

  it('leaves a trace of a request that died on the way, and lets another follow', async () => {
    const invocationId = await runningCall();
    const dying = withXem({
      cancelInvocation: async () => {
        throw new Error('the process ended');
      },
    });
    await expect(cancelInvocation(dying, { invocationId, reason })).rejects.toThrow('the process ended');
    expect(await requestsOn(invocationId)).toMatchObject([{ outcome: 'requested', reason }]);
    await expect(cancelInvocation(withXem({}), { invocationId, reason })).rejects.toMatchObject({
      code: 'conflict',
    });
    fleet.clock.advance(61_000);
    expect(await cancelInvocation(withXem({}), { invocationId, reason })).toMatchObject({
      outcome: 'confirmed',
    });
  });
});
