import { beforeAll, describe, expect, it } from 'vitest';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeApprovals } from '@/lib/mirror/server/store-approvals';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { storeInvocations } from '@/lib/mirror/server/store-invocations';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { simulatedFleet } from '@/lib/testing/simulated-fleet';
import type { XemApproval, XemExecution, XemInvocation } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const fleet = simulatedFleet(db);
let records: { approvals: XemApproval[]; executions: XemExecution[]; invocations: XemInvocation[] };

beforeAll(async () => {
  const { invoke } = fleet.simulator().controls;
  const call = { agentId: 'agt_xem_fleet_01', workspaceId: 'ws_8f2c1a04b9e7', requestedBy: 'ada' };
  invoke({ ...call, toolName: 'kubectl_drain', arguments: { node: 'node-a-12' }, durationMs: 1_000 });
  invoke({ ...call, toolName: 'kubectl_get', arguments: { kind: 'pods' }, durationMs: 1_000 });
  fleet.clock.advance(60_000);
  await fleet.mirror();
  const xem = fleet.xem();
  records = {
    approvals: (await xem.listApprovals({ limit: 100 })).items,
    executions: (await xem.listExecutions({ limit: 100 })).items,
    invocations: (await xem.listInvocations({ limit: 100 })).items,
  };
});

/** How many rows are written; each reading is later than the one before. */
async function store({ approvals, executions, invocations }: typeof records): Promise<number[]> {
  fleet.clock.advance(5_000);
  const options = { observedAt: fleet.clock.now(), workspaceIdOf: await readWorkspaceResolver(db) };
  return [
    await db.$transaction((tx) => storeApprovals(tx, approvals, options)),
    await db.$transaction((tx) => storeExecutions(tx, executions, options)),
    await db.$transaction((tx) => storeInvocations(tx, invocations, options)),
  ];
}

const withRisk = (risk: string | null): typeof records => ({
  approvals: records.approvals.map((it) => ({ ...it, risk })),
  executions: records.executions.map((it) => ({ ...it, risk })),
  invocations: records.invocations.map((it) => ({ ...it, risk })),
});

describe('records that are read again', () => {
  it('are not written again where they say the same', async () => {
    for (const list of Object.values(records)) expect(list).not.toEqual([]);
    expect(await store(records)).toEqual([0, 0, 0]);
  });

  it('are not written again where a list leaves out what is known', async () => {
    expect(await store(withRisk(null))).toEqual([0, 0, 0]);
  });

  it('take over what the contract file makes of a word that XEM says as before', async () => {
    const { approvals, executions, invocations } = records;
    const irreversible = withRisk('irreversible');
    expect(await store(irreversible)).toEqual([approvals.length, executions.length, invocations.length]);
    const where = { approvalId: { in: approvals.map(({ approvalId }) => approvalId) } };
    const stored = await db.approval.findMany({ where, select: { risk: true } });
    expect(stored.map(({ risk }) => risk)).toEqual(approvals.map(() => 'irreversible'));
    expect(await store(irreversible)).toEqual([0, 0, 0]);
  });
});
