import { describe, expect, it } from 'vitest';
import { readExecutions } from '@/lib/executions/server/read-executions';
import { declareIncidentInput } from '@/lib/incidents/inputs';
import { declareIncident } from '@/lib/incidents/server/declare-incident';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { readTriage } from '@/lib/triage/server/read-triage';

const db = await connectTestDatabase();
const responder = testContext(db, { role: 'responder' });
const viewer = testContext(db, { role: 'viewer' });

describe('the three questions of triage', () => {
  it('are answered from what is attached', async () => {
    const agentId = `agt_${crypto.randomUUID()}`;
    const now = responder.clock.now();
    const seen = { raw: {}, firstSeenAt: now };
    await db.workspace.create({ data: { ...seen, workspaceId: 'ws_b', name: 'billing', observedAt: now } });
    await db.agent.create({
      data: { ...seen, agentId, name: 'fleet-01', status: 'active', leaseExpiresAt: now, observedAt: now },
    });
    await db.agentEvent.create({
      data: { ...seen, agentId, eventId: 'e1', type: 'manifest_published', occurredAt: now },
    });
    const call = { agentId, workspaceId: 'ws_b', toolName: 'server_delete', risk: 'irreversible' };
    const { executionId } = await arrangeExecution(responder, { ...call, arguments: { server: 'vm-1' } });
    await arrangeExecution(responder, { ...call, arguments: { server: 'vm-2' }, exitCode: 1 });
    await db.approval.create({
      data: { ...seen, approvalId: `apr_${agentId}`, status: 'approved', observedAt: now },
    });
    await arrangeExecution(responder, { ...call, approvalId: `apr_${agentId}`, startedAt: now });
    await arrangeExecution(responder, { agentId, workspaceId: 'ws_b' });
    const { incident } = await declareIncident(
      responder,
      declareIncidentInput.parse({
        title: 'Deletes',
        subjects: [{ kind: 'execution', subjectId: executionId }],
      }),
    );

    const { incidentRef } = incident;
    const triage = await readTriage(viewer, { incidentRef });
    expect(triage.affected).toMatchObject({ totalCount: 4, unapprovedCount: 2, isCutShort: false });
    expect(triage.affected.byRisk).toEqual([
      { risk: 'irreversible', count: 3 },
      { risk: 'read', count: 1 },
    ]);
    expect(triage.affected.executions.map(({ approval }) => approval)).toEqual([
      'missing',
      'missing',
      'approved',
    ]);
    expect(triage.blastRadius).toMatchObject({
      workspaces: [{ name: 'billing', count: 3 }],
      targets: expect.arrayContaining([{ target: 'vm-1', toolName: 'server_delete', count: 1 }]),
    });
    expect(triage.agents).toMatchObject([
      { agentId, name: 'fleet-01', status: 'active', events: [{ type: 'manifest_published' }] },
    ]);
    expect(triage.sources.map(({ state }) => state)).toContain('never');

    const list = await readExecutions(viewer, { incidentRef, limit: 50 });
    expect(list.data).toHaveLength(4);
  });

  it('are answered with nothing for an incident about nothing', async () => {
    const { incident } = await declareIncident(responder, declareIncidentInput.parse({ title: 'A feeling' }));
    const triage = await readTriage(viewer, { incidentRef: incident.incidentRef });
    expect(triage.affected).toMatchObject({ totalCount: 0, executions: [] });
    expect(triage.agents).toEqual([]);
  });
});
