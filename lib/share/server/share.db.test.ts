import { beforeEach, describe, expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import type { Incident } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { postUpdate } from '@/lib/incidents/server/post-update';
import { issueShare } from '@/lib/share/server/issue-share';
import { openShare } from '@/lib/share/server/open-share';
import { previewShare } from '@/lib/share/server/preview-share';
import { readShareAccesses } from '@/lib/share/server/read-share-accesses';
import { readShares } from '@/lib/share/server/read-shares';
import { revokeShare } from '@/lib/share/server/revoke-share';
import { shareStateOf } from '@/lib/share/share-link';
import { issueShareInput } from '@/lib/share/share-link-schema';
import { arrangeExecution } from '@/lib/testing/arrange-execution';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { addNote } from '@/lib/timeline/server/add-note';
import { pinEntry } from '@/lib/timeline/server/pin-entry';

const db = await connectTestDatabase();
const dayMs = 24 * 60 * 60 * 1000;

let clock: ReturnType<typeof manualClock>;
let incident: Incident;
let incidentRef: string;
const contextAs = (role: 'viewer' | 'responder' | 'commander') =>
  testContext(db, { role, clock, name: 'Grace Hopper' });
let commander: ReturnType<typeof contextAs>;

beforeEach(async () => {
  clock = manualClock(new Date('2026-11-22T14:02:11.000Z'));
  commander = contextAs('commander');
  incident = await arrangeIncident(commander);
  incidentRef = incidentRefOf(incident.number);
});

const issue = (input: object = {}) =>
  issueShare(commander, { incidentRef, ...issueShareInput.parse({ label: 'The board', ...input }) });
const tokenOf = ({ url }: { url: string }) => url.split('/s/')[1] ?? '';
const open = (token: string, userAgent = 'Firefox') => openShare(commander, { token, userAgent });
const say = (text: string) => postUpdate(commander, { incidentRef, text });

describe('a share link', () => {
  it('is issued with its address, which is kept as a hash only', async () => {
    const issued = await issue();
    expect(issued.url).toMatch(/^http:\/\/localhost:3000\/s\/[\w-]{43}$/);
    expect(issued.share).toMatchObject({
      label: 'The board',
      mode: 'live',
      profile: 'public',
      createdByName: 'Grace Hopper',
      expiresAt: '2026-11-29T14:02:11.000Z',
      revokedAt: null,
      openedCount: 0,
    });
    const everywhere = JSON.stringify([
      await db.shareLink.findMany(),
      await db.auditEntry.findMany(),
      await db.timelineEntry.findMany(),
      await readShares(commander, { incidentRef }),
    ]);
    expect(everywhere).not.toContain(tokenOf(issued));
  });

  it('stands in the log and in the audit trail', async () => {
    const { share } = await issue();
    const entries = await db.timelineEntry.findMany({ where: { incidentId: incident.id } });
    expect(entries).toMatchObject([
      {
        kind: 'share_issued',
        actorName: 'Grace Hopper',
        data: { shareId: share.shareId, profile: 'public' },
      },
    ]);
    const audit = await db.auditEntry.findMany({ where: { subjectId: share.shareId } });
    expect(audit).toMatchObject([{ action: 'share_issued', subjectKind: 'share' }]);
  });

  it('shows the incident while it works', async () => {
    await say('Grace Hopper stopped the agents.');
    const opened = await open(tokenOf(await issue()));
    expect(opened).toMatchObject({
      outcome: 'shown',
      mode: 'live',
      view: { title: incident.title, updates: [{ text: '[person] stopped the agents.' }] },
    });
  });

  it('follows the incident when live, and stays as it was when frozen', async () => {
    const live = tokenOf(await issue());
    const frozen = tokenOf(await issue({ mode: 'frozen' }));
    clock.advance(60_000);
    await say('All agents are held.');
    expect(await open(live)).toMatchObject({
      view: { updates: [{ text: 'All agents are held.' }], asOf: '2026-11-22T14:03:11.000Z' },
    });
    expect(await open(frozen)).toMatchObject({ view: { updates: [], asOf: '2026-11-22T14:02:11.000Z' } });
  });

  it('keeps nothing unredacted in a frozen one', async () => {
    await say('Grace Hopper: the password is hunter2');
    const { share } = await issue({ mode: 'frozen' });
    const kept = JSON.stringify(
      (await db.shareLink.findUniqueOrThrow({ where: { id: share.shareId } })).snapshot,
    );
    expect(kept).not.toContain('hunter2');
    expect(kept).not.toContain('Hopper');
  });

  it('stops at its end', async () => {
    const issued = await issue({ expiresInDays: 1 });
    clock.advance(dayMs - 1);
    expect(await open(tokenOf(issued))).toMatchObject({ outcome: 'shown' });
    clock.advance(1);
    expect(await open(tokenOf(issued))).toEqual({ outcome: 'expired' });
    expect(shareStateOf(issued.share, clock.now())).toBe('expired');
  });

  it('stops at once when it is revoked, which is written down once', async () => {
    const issued = await issue();
    const { shareId } = issued.share;
    const revoked = await revokeShare(commander, { incidentRef, shareId });
    clock.advance(1_000);
    expect(await revokeShare(commander, { incidentRef, shareId })).toEqual(revoked);
    expect(await open(tokenOf(issued))).toEqual({ outcome: 'revoked' });
    const kinds = await db.timelineEntry.findMany({
      where: { incidentId: incident.id },
      orderBy: { sequence: 'asc' },
    });
    expect(kinds.map(({ kind }) => kind)).toEqual(['share_issued', 'share_revoked']);
    expect(await db.auditEntry.count({ where: { subjectId: shareId } })).toBe(2);
  });

  it.each(['', 'x', 'A'.repeat(43), 'A'.repeat(10_000), "' OR 1=1 --"])(
    'that was never issued shows nothing: %.10s',
    async (token) => {
      expect(await open(token)).toEqual({ outcome: 'unknown' });
    },
  );

  it('belongs to one incident', async () => {
    const { share } = await issue();
    const other = incidentRefOf((await arrangeIncident(commander)).number);
    const { shareId } = share;
    await expect(revokeShare(commander, { incidentRef: other, shareId })).rejects.toMatchObject({
      code: 'not_found',
    });
    await expect(readShareAccesses(commander, { incidentRef: other, shareId })).rejects.toMatchObject({
      code: 'not_found',
    });
  });

  it('lasts 90 days at most', () => {
    expect(issueShareInput.safeParse({ label: 'x', expiresInDays: 91 }).success).toBe(false);
    expect(issueShareInput.parse({ label: 'x' })).toMatchObject({ expiresInDays: 7 });
  });

  it.each(['viewer', 'responder'] as const)('is not issued or revoked by a %s', async (role) => {
    const input = { incidentRef, ...issueShareInput.parse({ label: 'x' }) };
    await expect(issueShare(contextAs(role), input)).rejects.toMatchObject({ code: 'not_allowed' });
    const shareId = crypto.randomUUID();
    await expect(revokeShare(contextAs(role), { incidentRef, shareId })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    expect(await db.shareLink.count({ where: { incidentId: incident.id } })).toBe(0);
  });
});

describe('the access log', () => {
  const accessesOf = async (shareId: string) =>
    (await readShareAccesses(commander, { incidentRef, shareId, limit: 200 })).data;

  it('tells who looked when, and what they met', async () => {
    const issued = await issue();
    const { shareId } = issued.share;
    await open(tokenOf(issued), 'Firefox');
    clock.advance(1_000);
    await open(tokenOf(issued), 'curl');
    await revokeShare(commander, { incidentRef, shareId });
    clock.advance(1_000);
    await open(tokenOf(issued), 'Firefox');
    expect(await accessesOf(shareId)).toMatchObject([
      { outcome: 'revoked', userAgent: 'Firefox', accessedAt: '2026-11-22T14:02:13.000Z' },
      { outcome: 'shown', userAgent: 'curl' },
      { outcome: 'shown', userAgent: 'Firefox' },
    ]);
    const [link] = (await readShares(commander, { incidentRef })).data;
    expect(link).toMatchObject({ openedCount: 2, lastOpenedAt: '2026-11-22T14:02:12.000Z' });
  });

  it('takes a reload for the same look, and notes a flood only in part', async () => {
    const issued = await issue();
    const token = tokenOf(issued);
    for (const _ of [1, 2, 3]) await open(token, 'Firefox');
    expect(await accessesOf(issued.share.shareId)).toHaveLength(1);
    for (let reader = 0; reader < 80; reader += 1) await open(token, `bot ${reader}`);
    expect(await accessesOf(issued.share.shareId)).toHaveLength(60);
    clock.advance(61_000);
    await open(token, 'Firefox');
    expect(await accessesOf(issued.share.shareId)).toHaveLength(61);
  });

  it('keeps the beginning of an endless browser name', async () => {
    const issued = await issue();
    await open(tokenOf(issued), 'x'.repeat(10_000));
    expect((await accessesOf(issued.share.shareId))[0]?.userAgent).toHaveLength(200);
  });
});

describe('what a guest sees', () => {
  it('is the story, with calls told in words of ours and no arguments', async () => {
    const execution = await arrangeExecution(commander, {
      toolName: 'openstack_server_delete',
      agentId: 'agt_fleet_01',
      arguments: { server: 'vm-204' },
    });
    await db.incidentSubject.create({
      data: {
        incidentId: incident.id,
        kind: 'execution',
        subjectId: execution.executionId,
        attachedById: 'x',
        attachedByName: 'x',
        attachedAt: clock.now(),
      },
    });
    const note = await addNote(commander, {
      incidentRef,
      text: `vm-204 went away with ${execution.executionId}`,
    });
    await pinEntry(commander, { incidentRef, entryId: note.entryId });
    const partner = await previewShare(commander, { incidentRef, profile: 'partner' });
    expect(partner.story).toMatchObject([
      { what: 'Note', text: '[value] went away with [id]', actorName: 'Grace Hopper' },
    ]);
    expect(partner.affected).toMatchObject({ tools: ['openstack_server_delete'] });
    const guest = await previewShare(commander, { incidentRef, profile: 'public' });
    expect(guest).toMatchObject({ incidentRef: null, affected: null, story: [{ actorName: null }] });
  });

  it('leaves no trace when it is a preview', async () => {
    const { share } = await issue();
    await previewShare(contextAs('viewer'), { incidentRef, profile: 'public' });
    expect((await readShareAccesses(commander, { incidentRef, shareId: share.shareId })).data).toEqual([]);
  });
});
