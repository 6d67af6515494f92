import { beforeEach, describe, expect, it } from 'vitest';
import { systemActor } from '@/lib/auth/actor';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import type { SubjectKind } from '@/lib/incidents/subject';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { recordFacts } from '@/lib/timeline/server/record-facts';
import { verifyChain } from '@/lib/timeline/server/verify-chain';

const db = await connectTestDatabase();
const startedAt = new Date('2026-11-22T14:00:00Z');
const at = (minute: number, second = 0) => new Date(Date.UTC(2026, 10, 22, 14, minute, second));

let clock: ReturnType<typeof manualClock>;
let job: Context;
let agentId: string;

beforeEach(async () => {
  // Facts are recorded for every open incident: only this test's may be open.
  await db.incident.updateMany({ data: { phase: 'closed' } });
  await db.sourceOutage.deleteMany();
  clock = manualClock(at(10));
  job = { ...testContext(db, { clock }), actor: systemActor('facts') };
  agentId = `agt_${crypto.randomUUID()}`;
  const fresh = { lastSuccessAt: at(10), expectedEveryMs: 5_000 };
  await db.sourceFreshness.upsert({
    where: { source: 'approvals' },
    create: { source: 'approvals', ...fresh },
    update: fresh,
  });
});

async function arrange(subjects: [SubjectKind, string][]): Promise<string> {
  const { id } = await arrangeIncident(job, { startedAt });
  for (const [kind, subjectId] of subjects) await attach(id, kind, subjectId);
  return id;
}

const attach = (incidentId: string, kind: SubjectKind, subjectId: string) =>
  db.incidentSubject.create({
    data: {
      incidentId,
      kind,
      subjectId,
      attachedById: 'x',
      attachedByName: 'X',
      attachedAt: clock.now(),
    },
  });

const ran = (overrides: Parameters<typeof arrangeExecution>[1] = {}) =>
  arrangeExecution(job, { agentId, startedAt: at(5), completedAt: at(5, 9), ...overrides });

const logOf = async (incidentId: string) =>
  (await db.timelineEntry.findMany({ where: { incidentId }, orderBy: { sequence: 'asc' } })).map(
    ({ kind, sourceId }) => `${kind} ${sourceId}`,
  );

describe('what the mirror shows of an open incident', () => {
  it('enters its log once: start and end of what its agents ran since it began', async () => {
    const id = await arrange([['agent', agentId]]);
    const { executionId } = await ran({ risk: 'destructive', arguments: { server: 'vm-204' } });
    await ran({ startedAt: new Date('2026-11-22T13:59:00Z') });
    await ran({ agentId: 'agt_other' });
    expect(await recordFacts(job)).toEqual({ entryCount: 2 });
    expect(await recordFacts(job)).toEqual({ entryCount: 0 });
    expect(await logOf(id)).toEqual([
      `execution_started ${executionId}:started`,
      `execution_ended ${executionId}:ended`,
    ]);
    const first = await db.timelineEntry.findFirst({ where: { incidentId: id, sequence: 1 } });
    expect(first).toMatchObject({
      source: 'execution',
      happenedAt: at(5),
      recordedAt: at(10),
      actorName: null,
      data: { risk: 'destructive', target: 'vm-204', approval: 'missing' },
    });
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true });
  });

  it('is written once also by two that record at the same time', async () => {
    const id = await arrange([['agent', agentId]]);
    for (let count = 0; count < 5; count += 1) await ran();
    await Promise.all([recordFacts(job), recordFacts(job), recordFacts(job)]);
    expect(await logOf(id)).toHaveLength(10);
  });

  it('shows an end that came after the start was written', async () => {
    const id = await arrange([['agent', agentId]]);
    const { executionId } = await ran({ status: 'running', completedAt: null });
    await recordFacts(job);
    expect(await logOf(id)).toEqual([`execution_started ${executionId}:started`]);
    clock.advance(60_000);
    await db.execution.updateMany({
      where: { executionId },
      data: { status: 'failed', completedAt: at(10, 30), observedAt: clock.now() },
    });
    expect(await recordFacts(job)).toEqual({ entryCount: 1 });
  });

  it('takes an attached execution and the chat whatever agent ran them', async () => {
    const chatId = `c_${crypto.randomUUID()}`;
    const early = await ran({ agentId: 'agt_a', startedAt: new Date('2026-11-22T13:00:00Z') });
    const inChat = await ran({ agentId: 'agt_b', chatId });
    const id = await arrange([
      ['execution', early.executionId],
      ['chat', chatId],
    ]);
    await recordFacts(job);
    expect((await logOf(id)).filter((entry) => entry.startsWith('execution_started'))).toEqual([
      `execution_started ${early.executionId}:started`,
      `execution_started ${inChat.executionId}:started`,
    ]);
  });

  it('leaves out what its agents did in other workspaces than its own', async () => {
    const id = await arrange([
      ['agent', agentId],
      ['workspace', 'ws_billing'],
    ]);
    const inside = await ran({ workspaceId: 'ws_billing' });
    await ran({ workspaceId: 'ws_shop' });
    await recordFacts(job);
    expect(await logOf(id)).toContain(`execution_started ${inside.executionId}:started`);
    expect(await logOf(id)).toHaveLength(2);
  });

  it('leaves out a call that never ran', async () => {
    const id = await arrange([['agent', agentId]]);
    const waiting = { startedAt: null, occurredAt: at(5), completedAt: null };
    await ran({ ...waiting, status: 'pending_approval' });
    await ran({ ...waiting, status: 'rejected', completedAt: at(6) });
    await recordFacts(job);
    expect(await logOf(id)).toEqual([]);
  });

  it('catches up with the past of what is attached later', async () => {
    const id = await arrange([]);
    await ran();
    await recordFacts(job);
    clock.advance(30 * 60_000);
    await recordFacts(job);
    expect(await logOf(id)).toEqual([]);
    await attach(id, 'agent', agentId);
    await recordFacts(job);
    expect(await logOf(id)).toHaveLength(2);
  });

  it('finds a row that was stored long after it was observed', async () => {
    const id = await arrange([['agent', agentId]]);
    await recordFacts(job);
    clock.advance(20 * 60_000);
    await recordFacts(job);
    await ran({ observedAt: at(5), firstSeenAt: at(5) });
    clock.advance(10 * 60_000);
    await recordFacts(job);
    expect(await logOf(id)).toHaveLength(2);
  });

  it('is written in bounded steps, and all of it in the end', async () => {
    const id = await arrange([['agent', agentId]]);
    await db.execution.createMany({
      data: Array.from({ length: 700 }, (_, index) => ({
        executionId: `exe_${agentId}_${index}`,
        agentId,
        workspaceId: 'ws_1',
        toolName: 'kubectl_get',
        risk: 'read',
        status: 'completed',
        startedAt: at(1, index % 60),
        completedAt: at(2),
        raw: {},
        occurredAt: at(1, index % 60),
        firstSeenAt: at(3),
        observedAt: at(3),
      })),
    });
    const counts: number[] = [];
    for (let calls = 0; calls < 4; calls += 1) counts.push((await recordFacts(job)).entryCount);
    expect(counts).toEqual([500, 500, 400, 0]);
    expect(await verifyChain(db, id)).toMatchObject({ isIntact: true, entryCount: 1_400 });
  });

  it('does not enter the log of a closed incident, but does once that is open again', async () => {
    const id = await arrange([['agent', agentId]]);
    await db.incident.update({ where: { id }, data: { phase: 'closed' } });
    await ran();
    await recordFacts(job);
    expect(await logOf(id)).toEqual([]);
    await db.incident.update({ where: { id }, data: { phase: 'investigate' } });
    await recordFacts(job);
    expect(await logOf(id)).toHaveLength(2);
  });
});

describe('the verdict on a call that names no approval', () => {
  const seen = { risk: 'destructive', firstSeenAt: at(10), status: 'running', completedAt: null } as const;

  it('waits until the approvals were read after the call was seen', async () => {
    const id = await arrange([['agent', agentId]]);
    await db.sourceFreshness.update({ where: { source: 'approvals' }, data: { lastSuccessAt: at(9) } });
    const { executionId } = await ran({ ...seen, invocationId: 'inv_late' });
    await recordFacts(job);
    expect(await logOf(id)).toEqual([]);
    await db.approval.create({
      data: {
        approvalId: 'apr_late',
        status: 'approved',
        invocationId: 'inv_late',
        raw: {},
        firstSeenAt: at(10),
        observedAt: at(10),
      },
    });
    await db.sourceFreshness.update({ where: { source: 'approvals' }, data: { lastSuccessAt: at(10) } });
    await recordFacts(job);
    const started = await db.timelineEntry.findFirst({ where: { sourceId: `${executionId}:started` } });
    expect(started?.data).toMatchObject({ approval: 'approved', approvalId: 'apr_late' });
  });

  it('is unknown, not missing, while the approvals cannot be read', async () => {
    await arrange([['agent', agentId]]);
    await db.sourceFreshness.update({ where: { source: 'approvals' }, data: { lastSuccessAt: at(9) } });
    const { executionId } = await ran(seen);
    clock.advance(20_000);
    await recordFacts(job);
    const started = await db.timelineEntry.findFirst({ where: { sourceId: `${executionId}:started` } });
    expect(started?.data).toMatchObject({ approval: 'unknown' });
  });
});

describe('what else enters the log', () => {
  it('is approvals, agent events, and sources that fell silent', async () => {
    const id = await arrange([['agent', agentId]]);
    const seen = { raw: {}, firstSeenAt: at(3), observedAt: at(3) };
    await db.approval.createMany({
      data: [
        { ...seen, approvalId: `a1_${agentId}`, agentId, status: 'escalated', createdAt: at(3) },
        {
          ...seen,
          approvalId: `a2_${agentId}`,
          agentId,
          status: 'rejected',
          createdAt: at(3),
          resolvedAt: at(4),
        },
        { ...seen, approvalId: `a3_${agentId}`, agentId, status: 'approved', createdAt: new Date(0) },
      ],
    });
    await db.agentEvent.create({
      data: {
        agentId,
        eventId: 'e1',
        type: 'manifest_published',
        occurredAt: at(2),
        raw: {},
        firstSeenAt: at(3),
      },
    });
    const outage = await db.sourceOutage.create({
      data: { source: 'executions', startedAt: at(6), errorCode: 'xem_unreachable' },
    });
    await recordFacts(job);
    expect(new Set(await logOf(id))).toEqual(
      new Set([
        `agent_event ${agentId}:e1`,
        `approval_requested a1_${agentId}:requested`,
        `approval_requested a2_${agentId}:requested`,
        `approval_resolved a2_${agentId}:resolved`,
        `source_lost ${outage.id}:lost`,
      ]),
    );
    await db.sourceOutage.update({ where: { id: outage.id }, data: { endedAt: at(8) } });
    await recordFacts(job);
    expect(await logOf(id)).toContain(`source_restored ${outage.id}:restored`);
  });
});
