import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { decideApproval } from '@/lib/approvals/server/decide-approval';
import { readApproval } from '@/lib/approvals/server/read-approval';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { readLocks } from '@/lib/approvals/server/read-locks';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import type { Approval } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';
import type { Xem } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date());
const server = await startSimulatorServer({ clock });
afterAll(() => server.close());
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const context = testContext(db, { xem, clock, role: 'responder', name: 'Ada' });
const withXem = (overrides: Partial<Xem>): Context => ({ ...context, xem: { ...xem, ...overrides } });

const agentId = 'agt_xem_fleet_01';
const workspaceId = 'ws_3b7e90d25c18';
const reason = 'checked with billing';

beforeEach(() => {
  server.simulator.faults.clear();
  clock.advance(4 * 3_600_000);
});

async function waitingApproval(toolName = 'openstack_server_stop'): Promise<Approval> {
  const invocationId = server.simulator.controls.invoke({
    agentId,
    workspaceId,
    toolName,
    requestedBy: 'bob',
  });
  await pollSource(context, 'approvals');
  return db.approval.findFirstOrThrow({ where: { invocationId } });
}

const statusAtXem = async ({ approvalId }: Approval) => (await xem.showApproval(approvalId)).status;
const commander: Context = testContext(db, { xem, clock, role: 'commander', name: 'Cleo' });
const logOf = ({ id }: { id: string }) =>
  db.timelineEntry.findMany({ where: { incidentId: id }, orderBy: { sequence: 'asc' } });
const decisionsOn = ({ approvalId }: Approval) => db.approvalDecision.findMany({ where: { approvalId } });

async function incidentAbout({ approvalId }: Approval) {
  const incident = await arrangeIncident(context);
  await db.incidentSubject.create({
    data: {
      incidentId: incident.id,
      kind: 'approval',
      subjectId: approvalId,
      attachedById: 'x',
      attachedByName: 'X',
      attachedAt: clock.now(),
    },
  });
  return incident;
}

async function hold(rung: 'agent' | 'agent_in_workspace', held = { agentId, workspaceId: '' }) {
  const incident = await arrangeIncident(context);
  const placed = { placedById: 'x', placedByName: 'X', placedAt: clock.now() };
  const { id: holdId } = await db.hold.create({
    data: { incidentId: incident.id, rung, agentId: held.agentId, reason: 'stop', ...placed },
  });
  const scope = await db.agentScope.upsert({
    where: { agentId_workspaceId: held },
    create: { ...held, desired: 'paused', progress: 'observed', requestedAt: clock.now() },
    update: {},
  });
  await db.holdTarget.create({
    data: { holdId, scopeId: scope.id, sources: ['binding'], addedAt: clock.now() },
  });
  const release = () => db.hold.update({ where: { id: holdId }, data: { releasedAt: clock.now() } });
  return { incident, release };
}

describe('deciding an approval', () => {
  it('decides at XEM, keeps the reason, and tells the incidents it concerns', async () => {
    const approval = await waitingApproval();
    const incident = await incidentAbout(approval);
    const { approvalId } = approval;
    const decided = await decideApproval(context, { approvalId, decision: 'approved', reason });
    expect(decided).toMatchObject({
      status: 'approved',
      isOpen: false,
      decisions: [{ outcome: 'confirmed', reason }],
    });
    expect(await statusAtXem(approval)).toBe('approved');
    expect(await db.approval.findUnique({ where: { approvalId } })).toMatchObject({ status: 'approved' });
    expect(await db.timelineEntry.findMany({ where: { incidentId: incident.id } })).toMatchObject([
      { kind: 'approval_decided', text: reason, actorName: 'Ada', xemRequestId: expect.any(String) },
    ]);
    expect(await db.auditEntry.findMany({ where: { subjectId: approvalId } })).toMatchObject([
      { action: 'approval_decided', reason, actorName: 'Ada', xemRequestId: expect.any(String) },
    ]);
  });

  it('rejects', async () => {
    const approval = await waitingApproval();
    await decideApproval(context, { approvalId: approval.approvalId, decision: 'rejected', reason });
    expect(await statusAtXem(approval)).toBe('rejected');
  });

  it('is not for viewers', async () => {
    const approval = await waitingApproval();
    const viewer = testContext(db, { xem, clock, role: 'viewer' });
    await expect(
      decideApproval(viewer, { approvalId: approval.approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await statusAtXem(approval)).toBe('pending');
  });

  it('asks XEM once when it is clicked twice', async () => {
    const approval = await waitingApproval();
    const approve = vi.fn(xem.approve);
    const input = { approvalId: approval.approvalId, decision: 'approved', reason } as const;
    const clicks = [1, 2].map(() => decideApproval(withXem({ approve }), input));
    const results = await Promise.allSettled(clicks);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    await expect(decideApproval(withXem({ approve }), input)).rejects.toMatchObject({ code: 'conflict' });
    expect(approve).toHaveBeenCalledTimes(1);
    expect(await decisionsOn(approval)).toHaveLength(1);
  });

  it('says who was first when it was decided elsewhere', async () => {
    const approval = await waitingApproval();
    await xem.reject(approval.approvalId, { reason: 'no' });
    await expect(
      decideApproval(context, { approvalId: approval.approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({
      code: 'conflict',
      details: { status: 'rejected', resolvedBy: expect.stringContaining('api key') },
    });
    expect(await decisionsOn(approval)).toMatchObject([{ outcome: 'decided_elsewhere' }]);
    // Known from then on, without waiting for the mirror.
    expect(await db.approval.findUnique({ where: { approvalId: approval.approvalId } })).toMatchObject({
      status: 'rejected',
    });
  });

  it('says so when XEM no longer knows it', async () => {
    const at = clock.now();
    await db.approval.create({
      data: { approvalId: 'apr_gone', status: 'pending', raw: {}, firstSeenAt: at, observedAt: at },
    });
    await expect(
      decideApproval(context, { approvalId: 'apr_gone', decision: 'rejected', reason }),
    ).rejects.toMatchObject({
      code: 'not_found',
      userMessage: expect.stringContaining('XEM no longer knows this approval'),
    });
    expect(await db.approvalDecision.findMany({ where: { approvalId: 'apr_gone' } })).toMatchObject([
      { outcome: 'failed' },
    ]);
  });

  it('wants a fresh sign-in of a person for an irreversible call, and none to reject it', async () => {
    const approval = await waitingApproval('openstack_server_delete');
    const { approvalId } = approval;
    const approve = { approvalId, decision: 'approved', reason, confirm: 'openstack_server_delete' } as const;
    const signedInAt = new Date(clock.now().getTime() - 16 * 60_000);
    const of = (actor: Partial<Context['actor']>) => ({
      ...context,
      actor: { ...context.actor, ...actor } as Context['actor'],
    });
    const stale = of({ kind: 'person', signedInAt });
    await expect(decideApproval(stale, approve)).rejects.toMatchObject({ code: 'fresh_sign_in_required' });
    const token = of({ kind: 'token' });
    await expect(decideApproval(token, approve)).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await statusAtXem(approval)).toBe('pending');
    expect(await decisionsOn(approval)).toEqual([]);

    await decideApproval(stale, { approvalId, decision: 'rejected', reason });
    expect(await statusAtXem(approval)).toBe('rejected');
    const plain = await waitingApproval();
    await decideApproval(stale, { approvalId: plain.approvalId, decision: 'approved', reason });
    expect(await statusAtXem(plain)).toBe('approved');
  });

  it('wants the name of an irreversible tool, to the letter', async () => {
    const approval = await waitingApproval('openstack_server_delete');
    const fresh = testContext(db, { xem, clock, role: 'responder' });
    const input = { approvalId: approval.approvalId, decision: 'approved', reason } as const;
    for (const confirm of [undefined, 'openstack_server_Delete']) {
      await expect(decideApproval(fresh, { ...input, confirm })).rejects.toMatchObject({
        code: 'invalid_input',
        details: { errors: [{ field: 'confirm' }] },
      });
    }
    expect(await statusAtXem(approval)).toBe('pending');
    await decideApproval(fresh, { ...input, confirm: 'openstack_server_delete' });
    expect(await statusAtXem(approval)).toBe('approved');
  });
});

describe('an approval whose agent is held', () => {
  it('is locked, and says by which incident', async () => {
    const approval = await waitingApproval();
    const { incident, release } = await hold('agent');
    const input = { approvalId: approval.approvalId, decision: 'approved', reason } as const;
    const ref = `INC-${incident.number}`;
    const { data } = await readApprovals(context, { limit: 100 });
    expect(data.find(({ approvalId }) => approvalId === approval.approvalId)?.lockedBy).toEqual([ref]);
    await expect(decideApproval(context, input)).rejects.toMatchObject({
      code: 'conflict',
      details: { lockedBy: [ref] },
    });
    expect(await statusAtXem(approval)).toBe('pending');
    const overrideReason = 'the restore waits for it';
    await expect(decideApproval(context, { ...input, overrideReason })).rejects.toMatchObject({
      code: 'not_allowed',
      details: { requiredRole: 'commander' },
    });
    expect(await statusAtXem(approval)).toBe('pending');
    expect(await decisionsOn(approval)).toEqual([]);

    const { decisions } = await decideApproval(commander, { ...input, overrideReason });
    expect(await statusAtXem(approval)).toBe('approved');
    expect(decisions).toMatchObject([{ overrideReason, reason }]);
    const [entry] = await db.auditEntry.findMany({ where: { subjectId: approval.approvalId } });
    expect(entry?.data).toMatchObject({ lockedBy: [ref], overrideReason });
    expect(await logOf(incident)).toMatchObject([
      { kind: 'lock_overridden', text: overrideReason, actorName: 'Cleo' },
      { kind: 'approval_decided', text: reason },
    ]);
    const [notification] = await db.notification.findMany({ where: { incidentId: incident.id } });
    expect(notification).toMatchObject({ kind: 'lock_overridden', severity: 'amber' });
    await release();
  });

  it('logs the override before XEM is asked, so that a crash leaves it', async () => {
    const approval = await waitingApproval();
    const { incident, release } = await hold('agent');
    const dying = async () => {
      throw new Error('the process ended');
    };
    const input = { approvalId: approval.approvalId, decision: 'approved', reason } as const;
    const died = { ...commander, xem: { ...xem, approve: dying } };
    await expect(decideApproval(died, { ...input, overrideReason: 'needed now' })).rejects.toThrow();
    expect(await logOf(incident)).toMatchObject([{ kind: 'lock_overridden' }]);
    await release();
  });

  it('is locked for a call that any agent may take, when everything or its workspace is held', async () => {
    const locked = async (rung: 'all' | 'workspace' | 'agent') => {
      const { incident, release } = await hold('agent');
      await db.hold.updateMany({ where: { incidentId: incident.id }, data: { rung, workspaceId: 'ws_x' } });
      const asked = { agentId: null, workspaceId: rung === 'all' ? null : 'ws_x', invocationId: null };
      const refs = (await readLocks(db, [asked]))(asked);
      await release();
      return refs.includes(`INC-${incident.number}`);
    };
    expect([await locked('all'), await locked('workspace'), await locked('agent')]).toEqual([
      true,
      true,
      false,
    ]);
  });

  it.each([
    ['names neither agent nor workspace', { agentId: null, workspaceId: null }, 'agent'],
    ['names no agent', { agentId: null }, 'agent_in_workspace'],
    ['names no workspace', { workspaceId: null }, 'agent_in_workspace'],
  ] as const)('is locked where the approval itself %s, as its invocation says', async (_what, left, rung) => {
    const approval = await waitingApproval();
    const { approvalId } = approval;
    await pollSource(context, 'invocations');
    await db.approval.update({ where: { approvalId }, data: left });
    const { incident, release } = await hold(rung, {
      agentId,
      workspaceId: rung === 'agent' ? '' : workspaceId,
    });
    const ref = `INC-${incident.number}`;
    const input = { approvalId, decision: 'approved', reason } as const;
    const { data } = await readApprovals(context, { limit: 100 });
    expect(data.find((one) => one.approvalId === approvalId)?.lockedBy).toEqual([ref]);
    expect((await readApproval(context, { approvalId })).lockedBy).toEqual([ref]);
    await expect(decideApproval(commander, input)).rejects.toMatchObject({ details: { lockedBy: [ref] } });
    expect(await statusAtXem(approval)).toBe('pending');

    await decideApproval(commander, { ...input, overrideReason: 'the restore waits for it' });
    expect(await logOf(incident)).toMatchObject([
      { kind: 'lock_overridden', data: { agentId, workspaceId } },
      { kind: 'approval_decided', data: { agentId, workspaceId, lockedBy: [ref] } },
    ]);
    await release();
  });

  it('is locked by any hold on its agent while nobody knows its workspace, and by none elsewhere', async () => {
    const { incident, release } = await hold('agent_in_workspace', { agentId, workspaceId: 'ws_other' });
    const asked = { agentId, workspaceId: null, invocationId: 'inv_never_seen' };
    const lockedBy = await readLocks(db, [asked]);
    expect(lockedBy(asked)).toEqual([`INC-${incident.number}`]);
    expect(lockedBy({ ...asked, agentId: null })).toEqual([`INC-${incident.number}`]);
    expect(lockedBy({ ...asked, workspaceId })).toEqual([]);
    await release();
  });

  it('may be rejected all the same', async () => {
    const approval = await waitingApproval();
    const { incident, release } = await hold('agent');
    await decideApproval(context, { approvalId: approval.approvalId, decision: 'rejected', reason });
    expect(await statusAtXem(approval)).toBe('rejected');
    expect(await logOf(incident)).toMatchObject([{ kind: 'approval_decided', text: reason }]);
    await release();
  });

  it('is free when only another workspace of the agent is held, and once the hold is released', async () => {
    const elsewhere = await hold('agent_in_workspace', { agentId, workspaceId: 'ws_other' });
    const here = await hold('agent_in_workspace', { agentId, workspaceId });
    await here.release();
    const approval = await waitingApproval();
    await decideApproval(context, { approvalId: approval.approvalId, decision: 'approved', reason });
    expect(await statusAtXem(approval)).toBe('approved');
    await elsewhere.release();
  });
});

describe('when XEM does not answer properly', () => {
  const lost = () => new AppError('xem_unreachable', 'timed out', { details: { mayHaveHappened: true } });

  it('looks, and finds that it was done', async () => {
    const approval = await waitingApproval();
    const approve: Xem['approve'] = async (...call) => {
      await xem.approve(...call);
      throw lost();
    };
    const { approvalId } = approval;
    const decided = await decideApproval(withXem({ approve }), { approvalId, decision: 'approved', reason });
    expect(decided.decisions).toMatchObject([{ outcome: 'confirmed' }]);
  });

  it('says that it may have been done, and repeats nothing', async () => {
    const approval = await waitingApproval();
    const approve = vi.fn(async () => {
      throw lost();
    });
    const { approvalId } = approval;
    await expect(
      decideApproval(withXem({ approve }), { approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({ code: 'xem_unreachable' });
    expect(approve).toHaveBeenCalledTimes(1);
    expect(await decisionsOn(approval)).toMatchObject([{ outcome: 'uncertain' }]);
  });

  it.each([
    ['no answer came', true],
    ['XEM took it all the same', false],
  ])('does not keep as ours what a colleague decided the other way: %s', async (_when, isLost) => {
    const approval = await waitingApproval();
    const { approvalId } = approval;
    const incident = await incidentAbout(approval);
    const approve: Xem['approve'] = async () => {
      await xem.reject(approvalId, { reason: 'no' });
      if (isLost) throw lost();
      return { requestId: 'req_1', raw: {} };
    };
    await expect(
      decideApproval(withXem({ approve }), { approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({ code: 'conflict', details: { status: 'rejected' } });
    expect(await decisionsOn(approval)).toMatchObject([{ outcome: 'decided_elsewhere' }]);
    expect(await logOf(incident)).toEqual([]);
    expect(await db.approval.findUnique({ where: { approvalId } })).toMatchObject({ status: 'rejected' });
  });

  it('fears the worst of a word that it does not know', async () => {
    const approval = await waitingApproval();
    const { approvalId } = approval;
    const incident = await incidentAbout(approval);
    const approve: Xem['approve'] = async () => {
      throw lost();
    };
    const showApproval: Xem['showApproval'] = async (id) => ({
      ...(await xem.showApproval(id)),
      status: 'executed',
    });
    await expect(
      decideApproval(withXem({ approve, showApproval }), { approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({ code: 'xem_unreachable' });
    expect(await decisionsOn(approval)).toMatchObject([{ outcome: 'uncertain' }]);
    expect(await logOf(incident)).toMatchObject([{ kind: 'approval_decided' }]);
  });

  it('keeps the new expiry when it was passed on meanwhile', async () => {
    const approval = await waitingApproval();
    const { approvalId } = approval;
    const expiresAt = new Date(clock.now().getTime() + 50 * 60_000);
    const approve: Xem['approve'] = async () => {
      throw lost();
    };
    const showApproval: Xem['showApproval'] = async (id) => ({
      ...(await xem.showApproval(id)),
      status: 'escalated',
      expiresAt,
    });
    await expect(
      decideApproval(withXem({ approve, showApproval }), { approvalId, decision: 'approved', reason }),
    ).rejects.toMatchObject({ code: 'xem_unreachable' });
    expect(await db.approval.findUnique({ where: { approvalId } })).toMatchObject({
      status: 'escalated',
      expiresAt,
      isExpiryEstimated: false,
    });
  });

  it('leaves a trace of a decision that died on the way, and lets another follow', async () => {
    const approval = await waitingApproval();
    const { approvalId } = approval;
    const dying = withXem({
      approve: async () => {
        throw new Error('the process ended');
      },
    });
    const input = { approvalId, decision: 'approved', reason } as const;
    await expect(decideApproval(dying, input)).rejects.toThrow('the process ended');
    expect(await decisionsOn(approval)).toMatchObject([{ outcome: 'requested', reason }]);
    await expect(decideApproval(context, input)).rejects.toMatchObject({ code: 'conflict' });
    clock.advance(61_000);
    await decideApproval(context, input);
    expect(await statusAtXem(approval)).toBe('approved');
  });
});

describe('the queue', () => {
  it('names agent and workspace', async () => {
    const { approvalId } = await waitingApproval();
    await pollSource(context, 'workspaces');
    await pollSource(context, 'agents');
    const { data } = await readApprovals(context, { limit: 100 });
    expect(data.find((one) => one.approvalId === approvalId)).toMatchObject({
      agentName: 'xem-fleet-01',
      workspaceName: expect.any(String),
    });
  });

  it('keeps on top what only the default policy calls over, and shows no estimate of what was escalated', async () => {
    await db.approval.deleteMany();
    const now = clock.now();
    const made = { raw: {}, firstSeenAt: now, observedAt: now, createdAt: now };
    const inMinutes = (minutes: number) => new Date(now.getTime() + minutes * 60_000);
    const estimated = { ...made, isExpiryEstimated: true };
    await db.approval.createMany({
      data: [
        { ...made, approvalId: 'apr_soon', status: 'pending', expiresAt: inMinutes(2) },
        { ...made, approvalId: 'apr_overdue', status: 'escalated', expiresAt: inMinutes(-1) },
        { ...estimated, approvalId: 'apr_estimated', status: 'pending', expiresAt: inMinutes(-5) },
        { ...estimated, approvalId: 'apr_escalated', status: 'escalated', expiresAt: inMinutes(-9) },
      ],
    });
    const first = await readApprovals(context, { limit: 3 });
    expect(first.data).toMatchObject([
      { approvalId: 'apr_escalated', expiresAt: null, isExpiryEstimated: false },
      { approvalId: 'apr_estimated', expiresAt: inMinutes(-5).toISOString(), isExpiryEstimated: true },
      { approvalId: 'apr_soon' },
    ]);
    const rest = await readApprovals(context, {
      limit: 3,
      ...(first.nextCursor && { cursor: first.nextCursor }),
    });
    expect(rest.data).toMatchObject([{ approvalId: 'apr_overdue', expiresAt: inMinutes(-1).toISOString() }]);
  });

  it('begins with the next to expire and pages on without gaps', async () => {
    await db.approval.deleteMany();
    const made = { raw: {}, firstSeenAt: clock.now(), observedAt: clock.now(), createdAt: clock.now() };
    const minutes = [30, 5, null, 30, 12, null, -9, -2];
    await db.approval.createMany({
      data: minutes.map((minute, index) => ({
        ...made,
        approvalId: `apr_${index}`,
        status: index % 2 ? 'pending' : 'escalated',
        expiresAt: minute === null ? null : new Date(clock.now().getTime() + minute * 60_000),
      })),
    });
    await db.approval.create({ data: { ...made, approvalId: 'apr_old', status: 'approved' } });
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof readApprovals>> = await readApprovals(context, {
        limit: 2,
        ...(cursor && { cursor }),
      });
      seen.push(...page.data.map(({ approvalId }) => approvalId));
      cursor = page.nextCursor;
    } while (cursor !== null);
    // Those whose time is over come last: nobody can still decide them in time.
    expect(seen).toEqual(['apr_1', 'apr_4', 'apr_0', 'apr_3', 'apr_2', 'apr_5', 'apr_6', 'apr_7']);
    expect((await readApprovals(context, { state: 'decided', limit: 9 })).data).toMatchObject([
      { approvalId: 'apr_old' },
    ]);
  });
});
