import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { forgetHistory } from '@/lib/mirror/server/forget-history';
import { makePartitions } from '@/lib/mirror/server/make-partitions';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';

const db = await connectTestDatabase();
/** So that the months in question are behind what is kept once the clock moves on. */
const clock = manualClock(new Date());
const context = testContext(db, { clock });
const dayMs = 86_400_000;

beforeEach(async () => {
  await db.incidentSubject.deleteMany();
  // Entries cannot be deleted, and neither can their incidents.
  await db.incident.updateMany({ data: { phase: 'closed', closedAt: clock.now(), startedAt: clock.now() } });
  await db.execution.deleteMany();
  clock.advance(500 * dayMs);
  await makePartitions(context, [clock.now(), daysAgo(300), daysAgo(399)]);
});

const daysAgo = (days: number) => new Date(clock.now().getTime() - days * dayMs);
const ran = async (days: number, overrides: Parameters<typeof arrangeExecution>[1] = {}) =>
  (await arrangeExecution(context, { startedAt: daysAgo(days), ...overrides })).executionId;
const kept = async () =>
  (await db.execution.findMany({ select: { executionId: true } })).map(({ executionId }) => executionId);
const partitions = async () =>
  (
    await db.$queryRaw<{ name: string }[]>`
      SELECT relname AS name FROM pg_inherits JOIN pg_class ON oid = inhrelid
      WHERE inhparent = '"Execution"'::regclass`
  ).map(({ name }) => name);
const partitionOf = (at: Date) => `Execution_${at.toISOString().slice(0, 7).replace('-', '_')}`;

/** Written a hundred days ago, which is when the clock stood there. */
async function arrangeOld(): Promise<string[]> {
  const ids = [await ran(399), await ran(300)];
  clock.advance(100 * dayMs);
  return ids;
}

describe('forgetting history', () => {
  it('drops months that are older than is kept, and nothing younger', async () => {
    const [, young] = await arrangeOld();
    const oldMonth = partitionOf(daysAgo(499));
    expect(await partitions()).toContain(oldMonth);
    await forgetHistory(context);
    expect(await kept()).toEqual([young]);
    expect(await partitions()).not.toContain(oldMonth);
    expect(await partitions()).toContain(partitionOf(daysAgo(400)));
  });

  it('drops nothing while an incident is open that reaches back so far', async () => {
    const ids = await arrangeOld();
    const incident = await arrangeIncident(context, { startedAt: daysAgo(520) });
    await forgetHistory(context);
    expect((await kept()).toSorted()).toEqual(ids.toSorted());
    await db.incident.update({
      where: { id: incident.id },
      data: { phase: 'closed', closedAt: daysAgo(510) },
    });
    await forgetHistory(context);
    expect(await kept()).toEqual([ids[1]]);
  });

  it('keeps what a closed incident needs, and forgets the rest beside it', async () => {
    const scope = { agentId: 'agt_needed', workspaceId: 'ws_needed' };
    const attached = await ran(399);
    const approved = await ran(399, { approvalId: 'apr_attached' });
    const named = await ran(399);
    const affected = await ran(398, { ...scope, risk: 'destructive' });
    // A read in scope, a call after the incident, and one elsewhere.
    await ran(398, { ...scope, risk: 'read' });
    await ran(390, { ...scope, risk: 'destructive' });
    await ran(398, { risk: 'destructive' });
    const { id } = await arrangeIncident(context, {
      startedAt: daysAgo(399),
      phase: 'closed',
      closedAt: daysAgo(395),
    });
    const by = { incidentId: id, attachedById: 'ada', attachedByName: 'Ada', attachedAt: clock.now() };
    await db.incidentSubject.createMany({
      data: [
        { ...by, kind: 'execution', subjectId: attached },
        { ...by, kind: 'approval', subjectId: 'apr_attached' },
        { ...by, kind: 'agent', subjectId: scope.agentId },
      ],
    });
    await db.timelineEntry.create({
      data: {
        incidentId: id,
        sequence: 1,
        kind: 'execution_started',
        source: 'execution',
        happenedAt: daysAgo(399),
        recordedAt: clock.now(),
        data: { executionId: named },
        previousHash: '',
        hash: 'x',
      },
    });
    clock.advance(100 * dayMs);
    // A second run finds the same needed, in the default partition.
    for (let run = 0; run < 2; run += 1) await forgetHistory(context);
    expect((await kept()).toSorted()).toEqual([attached, approved, named, affected].toSorted());
  });

  it('takes along what only belonged to executions that are gone', async () => {
    const at = { createdAt: daysAgo(399), firstSeenAt: daysAgo(399), observedAt: daysAgo(399), raw: {} };
    const needed = await ran(399, { invocationId: 'inv_needed', approvalId: 'apr_needed' });
    const { id } = await arrangeIncident(context, { phase: 'closed', closedAt: clock.now() });
    const by = { incidentId: id, attachedById: 'ada', attachedByName: 'Ada', attachedAt: clock.now() };
    await db.incidentSubject.create({ data: { ...by, kind: 'execution', subjectId: needed } });
    for (const name of ['needed', 'gone']) {
      await db.invocation.create({ data: { invocationId: `inv_${name}`, status: 'completed', ...at } });
      await db.approval.create({ data: { approvalId: `apr_${name}`, status: 'approved', ...at } });
      await db.agentEvent.create({
        data: {
          agentId: 'agt_1',
          eventId: name,
          type: 'x',
          occurredAt: daysAgo(name === 'gone' ? 399 : 10),
          raw: {},
          firstSeenAt: clock.now(),
        },
      });
    }
    clock.advance(100 * dayMs);
    await forgetHistory(context);
    expect(await db.invocation.findMany({ select: { invocationId: true } })).toEqual([
      { invocationId: 'inv_needed' },
    ]);
    expect(await db.approval.findMany({ select: { approvalId: true } })).toEqual([
      { approvalId: 'apr_needed' },
    ]);
    expect(await db.agentEvent.findMany({ select: { eventId: true } })).toEqual([{ eventId: 'needed' }]);
  });
});
