import { createHash } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Incident } from '@/lib/db/generated/client';
import { downloadEvidence } from '@/lib/evidence/server/download-evidence';
import { filePath } from '@/lib/evidence/server/file-path';
import { readEvidence } from '@/lib/evidence/server/read-evidence';
import { saveRawOutput } from '@/lib/evidence/server/save-raw-output';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const server = await startSimulatorServer({ scenario: 'slipped-past-approval', openingAfterMs: 1_000 });
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const home = process.env.HOLDFAST_HOME ?? '';
const context = testContext(db, { role: 'responder', xem, home });
const viewer = testContext(db, { role: 'viewer', xem, home });

server.simulator.advance(60_000);
afterAll(() => server.close());

let incident: Incident;
let executionId: string;
const entries = () => db.timelineEntry.findMany({ where: { incidentId: incident.id } });
beforeEach(async () => {
  server.simulator.faults.clear();
  incident = await arrangeIncident(context);
  const { items } = await xem.listExecutions({ limit: 50 });
  executionId = items.find(({ status, output }) => status === 'completed' && output)?.executionId ?? '';
});

describe('the raw output of an execution', () => {
  it('is kept, logged, and downloaded with its digest', async () => {
    const item = await saveRawOutput(context, { incidentRef: incident.id, executionId });
    const response = await downloadEvidence(viewer, {
      incidentRef: incident.id,
      evidenceId: item.evidenceId,
    });
    const bytes = Buffer.from(await response.arrayBuffer());
    const original = await new Response((await xem.rawExecution(executionId)).body).arrayBuffer();
    expect(bytes.equals(Buffer.from(original))).toBe(true);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(item.sha256);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-disposition': `attachment; filename="${executionId}-raw.txt"`,
      'x-content-type-options': 'nosniff',
      'repr-digest': `sha-256=:${createHash('sha256').update(bytes).digest('base64')}:`,
    });
    expect(await entries()).toMatchObject([{ kind: 'evidence_added', data: { sha256: item.sha256 } }]);
  });

  it('saved by a second click is the same item', async () => {
    const first = await saveRawOutput(context, { incidentRef: incident.id, executionId });
    expect(await saveRawOutput(context, { incidentRef: incident.id, executionId })).toEqual(first);
    expect((await readEvidence(viewer, { incidentRef: incident.id })).data).toEqual([first]);
    expect(await entries()).toHaveLength(1);
  });

  it('of an execution that XEM does not know is not found, and nothing is kept', async () => {
    const input = { incidentRef: incident.id, executionId: 'exe_unknown' };
    await expect(saveRawOutput(context, input)).rejects.toMatchObject({ code: 'not_found' });
    expect((await readEvidence(viewer, input)).data).toEqual([]);
  });

  it('is not for a viewer to save', async () => {
    await expect(saveRawOutput(viewer, { incidentRef: incident.id, executionId })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('whose file is gone says so', async () => {
    const item = await saveRawOutput(context, { incidentRef: incident.id, executionId });
    await rm(filePath(home, item.sha256));
    await expect(
      downloadEvidence(viewer, { incidentRef: incident.id, evidenceId: item.evidenceId }),
    ).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('is not found below another incident', async () => {
    const item = await saveRawOutput(context, { incidentRef: incident.id, executionId });
    const other = await arrangeIncident(context);
    await expect(
      downloadEvidence(viewer, { incidentRef: other.id, evidenceId: item.evidenceId }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });
});
