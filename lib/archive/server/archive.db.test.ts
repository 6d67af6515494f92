import { createHash } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { advanceArchive } from '@/lib/archive/server/advance-archive';
import { readArchives } from '@/lib/archive/server/read-archives';
import { requestArchive } from '@/lib/archive/server/request-archive';
import { retryArchive } from '@/lib/archive/server/retry-archive';
import { systemActor } from '@/lib/auth/actor';
import { manualClock } from '@/lib/clock';
import type { Context } from '@/lib/context';
import type { Incident } from '@/lib/db/generated/client';
import { downloadEvidence } from '@/lib/evidence/server/download-evidence';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { startSimulatorServer } from '@/lib/testing/simulator-server';
import { testContext } from '@/lib/testing/test-context';
import { connectXem } from '@/lib/xem/connect';

const db = await connectTestDatabase();
const server = await startSimulatorServer({ scenario: 'slipped-past-approval', openingAfterMs: 1_000 });
const { faults } = server.simulator;
const xem = connectXem({ XEM_BASE_URL: server.baseUrl, XEM_API_KEY: server.keys.all });
const home = process.env.HOLDFAST_HOME ?? '';
const clock = manualClock(new Date());
const context = testContext(db, { role: 'responder', name: 'Li', xem, home, clock });
const viewer = testContext(db, { role: 'viewer', xem, home, clock });
const job: Context = { ...context, actor: systemActor('advance_archive') };

server.simulator.advance(60_000);
clock.advance(120_000);
afterAll(() => server.close());

/** On both sides of the wire. */
function pass(ms: number): void {
  clock.advance(ms);
  server.simulator.advance(ms);
}

let incident: Incident;
let incidentRef: string;
beforeEach(async () => {
  faults.clear();
  incident = await arrangeIncident(context);
  incidentRef = incident.id;
});

/** Runs the steps until there is none left, or so many. */
async function advance(archiveId: string, mostSteps = 10): Promise<number> {
  for (let count = 1; count <= mostSteps; count += 1) {
    const { againAfterMs } = await advanceArchive(job, archiveId);
    if (againAfterMs === null) return count;
  }
  return mostSteps;
}
const only = async () => {
  const { data } = await readArchives(viewer, { incidentRef });
  expect(data).toHaveLength(1);
  return data[0];
};
const exportCount = async () => {
  const response = await fetch(`${server.baseUrl}/exports?limit=100`, {
    headers: { Authorization: `Bearer ${server.keys.all}` },
  });
  return ((await response.json()) as { data: unknown[] }).data.length;
};
const kinds = async () =>
  (await db.timelineEntry.findMany({ where: { incidentId: incident.id }, orderBy: { sequence: 'asc' } })).map(
    ({ kind }) => kind,
  );

describe('an execution archive', () => {
  it('is exported, downloaded, and kept with the SHA-256 of its bytes', async () => {
    const { archiveId } = await requestArchive(context, { incidentRef });
    await advance(archiveId);
    const archive = await only();
    expect(archive).toMatchObject({ state: 'ready', xemStatus: 'completed', errorMessage: null });
    const original = await new Response(
      (await xem.downloadExport(archive?.xemExportId ?? '')).body,
    ).arrayBuffer();
    const evidenceId = archive?.evidenceId ?? '';
    const kept = await (await downloadEvidence(viewer, { incidentRef, evidenceId })).arrayBuffer();
    expect(Buffer.from(kept).equals(Buffer.from(original))).toBe(true);
    expect(createHash('sha256').update(Buffer.from(kept)).digest('hex')).toBe(archive?.sha256);
    expect(Buffer.from(kept).toString().split('\n').length).toBeGreaterThan(2);
    expect(await kinds()).toEqual(['archive_requested', 'evidence_added', 'archive_finished']);
  });

  it('asked for by a second click is the same one', async () => {
    const [first, second] = await Promise.all([
      requestArchive(context, { incidentRef }),
      requestArchive(context, { incidentRef }),
    ]);
    expect(second.archiveId).toBe(first.archiveId);
    expect(await kinds()).toEqual(['archive_requested']);
    const queued = await db.$queryRaw<{ key: string }[]>`
      SELECT key FROM graphile_worker.jobs WHERE key = ${`advance_archive:${first.archiveId}`}`;
    expect(queued).toHaveLength(1);
  });

  it('goes on after a crash between asking and looking, without asking again', async () => {
    const before = await exportCount();
    const { archiveId } = await requestArchive(context, { incidentRef });
    await advance(archiveId, 1);
    // Nothing is remembered but the database: another process takes the next step.
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(await exportCount()).toBe(before + 1);
  });

  it('that two workers advance at once is asked for and kept once', async () => {
    const before = await exportCount();
    const { archiveId } = await requestArchive(context, { incidentRef });
    await Promise.all([advance(archiveId), advance(archiveId)]);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(await exportCount()).toBe(before + 1);
    expect(await kinds()).toEqual(['archive_requested', 'evidence_added', 'archive_finished']);
  });

  it('whose process died while asking waits, then leaves it to a person', async () => {
    const { archiveId } = await requestArchive(context, { incidentRef });
    const died = { state: 'exporting', createSentAt: clock.now() } as const;
    await db.archive.update({ where: { id: archiveId }, data: died });
    const before = await exportCount();
    expect(await advanceArchive(job, archiveId)).toEqual({ againAfterMs: 300_000 });
    pass(300_000);
    expect(await advanceArchive(job, archiveId)).toEqual({ againAfterMs: 15_000 });
    pass(600_000);
    await advance(archiveId);
    expect(await only()).toMatchObject({
      state: 'failed',
      errorMessage: expect.stringContaining('was lost'),
    });
    expect(await exportCount()).toBe(before);

    await retryArchive(context, { incidentRef, archiveId });
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'ready', errorMessage: null });
    expect(await exportCount()).toBe(before + 1);
  });

  it.each(['apply-then-reset', 'truncated'] as const)(
    'whose answer is lost by %s is found in the list, and not asked for twice',
    async (kind) => {
      const before = await exportCount();
      faults.inject({ path: '/exports/executions', method: 'POST', kind, times: 1 });
      const { archiveId } = await requestArchive(context, { incidentRef });
      await advanceArchive(job, archiveId);
      expect(await only()).toMatchObject({
        state: 'exporting',
        errorMessage: expect.stringContaining('looks for the export'),
      });
      await advance(archiveId);
      expect(await only()).toMatchObject({ state: 'ready', errorMessage: null });
      expect(await exportCount()).toBe(before + 1);
      expect(await kinds()).toEqual(['archive_requested', 'evidence_added', 'archive_finished']);
    },
  );

  it('that is given up is looked for once more before another is asked for', async () => {
    const { archiveId } = await requestArchive(context, { incidentRef });
    faults.inject({ path: '/exports/executions', method: 'POST', kind: 'apply-then-reset', times: 1 });
    await advanceArchive(job, archiveId);
    const before = await exportCount();
    faults.inject({ path: '/exports', method: 'GET', kind: '404' });
    await advanceArchive(job, archiveId);
    pass(600_000);
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'failed' });
    faults.clear();
    await retryArchive(context, { incidentRef, archiveId });
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(await exportCount()).toBe(before);
  });

  it('keeps the request id of its call, whatever came of it', async () => {
    const requestIds = async () => {
      const where = { incidentId: incident.id, kind: 'archive_finished' };
      const entries = await db.timelineEntry.findMany({ where, orderBy: { sequence: 'asc' } });
      return entries.map(({ xemRequestId }) => xemRequestId);
    };
    faults.inject({ path: '/exports/executions', method: 'POST', kind: '403', times: 1 });
    const { archiveId } = await requestArchive(context, { incidentRef });
    await advance(archiveId);
    await retryArchive(context, { incidentRef, archiveId });
    await advance(archiveId);
    const [refused, made] = await requestIds();
    expect([refused, made]).toEqual([expect.stringMatching(/^req_/), expect.stringMatching(/^req_/)]);
    expect(made).not.toBe(refused);
    expect(await db.archive.findUnique({ where: { id: archiveId } })).toMatchObject({ xemRequestId: made });
  });

  it('that XEM refuses says why and can be tried again', async () => {
    faults.inject({ path: '/exports/executions', method: 'POST', kind: '403', times: 1 });
    const { archiveId } = await requestArchive(context, { incidentRef });
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'failed', errorMessage: expect.stringContaining('scope') });
    await retryArchive(context, { incidentRef, archiveId });
    expect(await retryArchive(context, { incidentRef, archiveId })).toMatchObject({ state: 'requested' });
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'ready' });
    expect(await kinds()).toEqual([
      'archive_requested',
      'archive_finished',
      'archive_requested',
      'evidence_added',
      'archive_finished',
    ]);
  });

  it('keeps trying to download and shows what holds it up', async () => {
    const { archiveId } = await requestArchive(context, { incidentRef });
    await advance(archiveId, 1);
    faults.inject({ path: '/exports', method: 'GET', kind: '429', times: 20, retryAfterSeconds: 30 });
    expect(await advanceArchive(job, archiveId)).toEqual({ againAfterMs: 30_000 });
    expect(await only()).toMatchObject({
      state: 'downloading',
      errorMessage: expect.stringContaining('limiting'),
    });
    faults.clear();
    await advance(archiveId);
    expect(await only()).toMatchObject({ state: 'ready', errorMessage: null });
  });

  it('of more than 90 days is refused at once', async () => {
    const since = new Date(clock.now().getTime() - 91 * 86_400_000).toISOString();
    await expect(requestArchive(context, { incidentRef, since })).rejects.toMatchObject({
      code: 'invalid_input',
    });
    expect(await kinds()).toEqual([]);
  });

  it('is not for a viewer to ask for or to try again', async () => {
    await expect(requestArchive(viewer, { incidentRef })).rejects.toMatchObject({ code: 'not_allowed' });
    const { archiveId } = await requestArchive(context, { incidentRef });
    await expect(retryArchive(viewer, { incidentRef, archiveId })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });
});
