import { createHash } from 'node:crypto';
import { beforeEach, describe, expect, it } from 'vitest';
import * as Y from 'yjs';
import { manualClock } from '@/lib/clock';
import type { Incident } from '@/lib/db/generated/client';
import { createFollowUp } from '@/lib/follow-ups/server/create-follow-up';
import type { Section } from '@/lib/postmortem/postmortem';
import { sectionFragment } from '@/lib/postmortem/postmortem-document';
import { exportMarkdown } from '@/lib/postmortem/server/export-markdown';
import { publishPostmortem } from '@/lib/postmortem/server/publish-postmortem';
import { readDocument } from '@/lib/postmortem/server/read-document';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';
import { recordJudgement } from '@/lib/postmortem/server/record-judgement';
import { rewriteSection } from '@/lib/postmortem/server/rewrite-section';
import { saveUpdate } from '@/lib/postmortem/server/save-update';
import { startPostmortem } from '@/lib/postmortem/server/start-postmortem';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntry } from '@/lib/timeline/server/append-entry';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const context = testContext(db, { role: 'responder', name: 'Li', clock });
const commander = testContext(db, { role: 'commander', name: 'Krüger', clock });
const viewer = testContext(db, { role: 'viewer', clock });
const minutesAgo = (minutes: number) => new Date(clock.now().getTime() - minutes * 60_000);

let incident: Incident;
let incidentRef: string;
beforeEach(async () => {
  incident = await arrangeIncident(context, { startedAt: minutesAgo(30), detectedAt: minutesAgo(28) });
  incidentRef = incident.id;
});

const entries = (kind: string) => db.timelineEntry.findMany({ where: { incidentId: incident.id, kind } });
const toBase64 = (update: Uint8Array) => Buffer.from(update).toString('base64');

/** An author's own copy, as a browser holds it. */
async function openCopy() {
  const document = new Y.Doc();
  const { revision, update } = await readDocument(viewer, { incidentRef, since: 0 });
  if (update) Y.applyUpdate(document, Buffer.from(update, 'base64'));
  return { document, revision };
}
type Copy = Awaited<ReturnType<typeof openCopy>>;

function write({ document }: Copy, section: Section, text: string): string {
  const vector = Y.encodeStateVector(document);
  const element = new Y.XmlElement('paragraph');
  element.insert(0, [new Y.XmlText(text)]);
  sectionFragment(document, section).push([element]);
  return toBase64(Y.encodeStateAsUpdate(document, vector));
}

async function attachExecution(executionId: string) {
  await db.execution.create({
    data: {
      executionId,
      invocationId: `inv_${executionId}`,
      toolName: 'openstack_server_delete',
      arguments: { server: 'vm-204' },
      risk: 'destructive',
      status: 'completed',
      raw: {},
      occurredAt: minutesAgo(29),
      firstSeenAt: minutesAgo(29),
      observedAt: minutesAgo(29),
    },
  });
  await db.incidentSubject.create({
    data: {
      incidentId: incident.id,
      kind: 'execution',
      subjectId: executionId,
      attachedById: 'x',
      attachedByName: 'x',
      attachedAt: clock.now(),
    },
  });
}

async function arrangeArchive() {
  const evidence = await db.evidenceItem.create({
    data: {
      incidentId: incident.id,
      kind: 'archive',
      name: 'archive.ndjson',
      mediaType: 'application/x-ndjson',
      size: 1234,
      sha256: 'a'.repeat(64),
      addedById: 'x',
      addedByName: 'x',
      addedAt: clock.now(),
    },
  });
  await db.archive.create({
    data: {
      incidentId: incident.id,
      since: minutesAgo(45),
      until: clock.now(),
      state: 'ready',
      evidenceId: evidence.id,
      requestedById: 'x',
      requestedByName: 'x',
      requestedAt: clock.now(),
    },
  });
}

async function complete() {
  await attachExecution(`exe_${incident.number}`);
  await startPostmortem(context, { incidentRef });
  await rewriteSection(context, { incidentRef, section: 'root_cause', text: 'The template lost its step.' });
  await rewriteSection(context, { incidentRef, section: 'prevention', text: 'Deletes ask again.' });
  await recordJudgement(context, { incidentRef, rootCauseKind: 'template' });
  await arrangeArchive();
  await createFollowUp(context, { incidentRef, kind: 'template_update', title: 'Restore the step' });
}

describe('starting a postmortem', () => {
  it('drafts every section from the log and says that they are drafts', async () => {
    await attachExecution('exe_draft');
    const postmortem = await startPostmortem(context, { incidentRef });
    expect(postmortem).toMatchObject({ status: 'draft', revision: 1 });
    expect(postmortem.sections.every(({ isDraft, isEmpty }) => isDraft && !isEmpty)).toBe(true);
    expect(postmortem.sections[0]?.markdown).toContain('openstack_server_delete ran once');
    expect(await entries('postmortem_started')).toHaveLength(1);
  });

  it('a second time, or by two at once, changes nothing', async () => {
    await Promise.all([
      startPostmortem(context, { incidentRef }),
      startPostmortem(commander, { incidentRef }),
    ]);
    await rewriteSection(context, { incidentRef, section: 'summary', text: 'In my own words.' });
    const again = await startPostmortem(context, { incidentRef });
    expect(again.revision).toBe(2);
    expect(again.sections[0]).toMatchObject({ markdown: 'In my own words.', isDraft: false });
    expect(await entries('postmortem_started')).toHaveLength(1);
  });

  it('is not for a viewer, who still reads the facts', async () => {
    await expect(startPostmortem(viewer, { incidentRef })).rejects.toMatchObject({ code: 'not_allowed' });
    expect(await readPostmortem(viewer, { incidentRef })).toMatchObject({
      status: 'not_started',
      facts: { timeToDetectMs: 120_000 },
    });
  });
});

describe('the facts', () => {
  it('name the affected executions with the verdict on their approval, and follow what happens', async () => {
    await startPostmortem(context, { incidentRef });
    await attachExecution('exe_late');
    expect((await readPostmortem(viewer, { incidentRef })).facts.affectedExecutions).toMatchObject([
      { executionId: 'exe_late', invocationId: 'inv_exe_late', target: 'vm-204', approval: 'missing' },
    ]);
  });
});

describe('the story', () => {
  it('is told in the facts and in the Markdown, in the words of its captions', async () => {
    const entryId = await db.$transaction((tx) =>
      appendEntry(context, tx, {
        incidentId: incident.id,
        kind: 'note_added',
        source: 'person',
        text: 'A note',
      }),
    );
    await db.storyPin.create({
      data: {
        incidentId: incident.id,
        entryId: entryId ?? '',
        caption: 'Snapshots were found',
        pinnedById: 'x',
        pinnedByName: 'x',
        pinnedAt: clock.now(),
      },
    });
    const { facts } = await readPostmortem(viewer, { incidentRef });
    expect(facts.story).toMatchObject([{ text: 'Snapshots were found' }]);
    const markdown = await (await exportMarkdown(viewer, { incidentRef })).text();
    expect(markdown).toContain('- 2026-11-22 14:00:00 UTC: Snapshots were found');
  });
});

describe('writing together', () => {
  it('loses nobody’s words, and everybody ends with the same', async () => {
    await startPostmortem(context, { incidentRef });
    const copies = await Promise.all([openCopy(), openCopy(), openCopy()]);
    const authors = [context, commander, testContext(db, { role: 'responder', name: 'Okafor' })];
    await Promise.all(
      copies.map(async (copy, author) => {
        for (let n = 0; n < 10; n += 1) {
          const update = write(copy, 'impact', `author ${author} line ${n}`);
          await saveUpdate(authors[author] ?? context, { incidentRef, update, baseRevision: copy.revision });
        }
      }),
    );
    const merged = await openCopy();
    const text = sectionFragment(merged.document, 'impact').toString();
    for (const author of [0, 1, 2])
      for (let n = 0; n < 10; n += 1) expect(text).toContain(`>author ${author} line ${n}<`);
    for (const copy of copies) {
      const { update } = await readDocument(viewer, { incidentRef, since: copy.revision });
      Y.applyUpdate(copy.document, Buffer.from(update ?? '', 'base64'));
      expect(sectionFragment(copy.document, 'impact').toString()).toBe(text);
    }
  });

  it('answers an edit with what others saved meanwhile', async () => {
    await startPostmortem(context, { incidentRef });
    const [mine, theirs] = [await openCopy(), await openCopy()];
    await saveUpdate(commander, { incidentRef, update: write(theirs, 'impact', 'theirs'), baseRevision: 1 });
    const answer = await saveUpdate(context, {
      incidentRef,
      update: write(mine, 'impact', 'mine'),
      baseRevision: 1,
    });
    expect(answer.revision).toBe(3);
    Y.applyUpdate(mine.document, Buffer.from(answer.update ?? '', 'base64'));
    expect(sectionFragment(mine.document, 'impact').toString()).toContain('theirs');
  });

  it('takes the same edit twice, whole or as a part of a larger one, without a new revision', async () => {
    await startPostmortem(context, { incidentRef });
    const copy = await openCopy();
    const [first, second] = [write(copy, 'impact', 'one'), write(copy, 'impact', 'two')];
    const merged = toBase64(Y.mergeUpdates([first, second].map((it) => Buffer.from(it, 'base64'))));
    for (const update of [first, first, merged, merged, second]) {
      await saveUpdate(context, { incidentRef, update, baseRevision: 1 });
    }
    expect(await db.postmortemUpdate.count({ where: { incidentId: incident.id } })).toBe(3);
    const text = sectionFragment((await openCopy()).document, 'impact').toString();
    expect(text.match(/one/g)).toHaveLength(1);
  });

  it('refuses what is no edit, and an edit whose beginning never came', async () => {
    await startPostmortem(context, { incidentRef });
    const copy = await openCopy();
    const garbage = toBase64(Buffer.from('not an update at all'));
    await expect(
      saveUpdate(context, { incidentRef, update: garbage, baseRevision: 1 }),
    ).rejects.toMatchObject({
      code: 'invalid_input',
    });
    write(copy, 'impact', 'never sent');
    await expect(
      saveUpdate(context, { incidentRef, update: write(copy, 'impact', 'sent'), baseRevision: 1 }),
    ).rejects.toMatchObject({ code: 'conflict' });
    expect(await db.postmortemUpdate.count({ where: { incidentId: incident.id } })).toBe(1);
  });

  it('refuses an edit of more than half a megabyte', async () => {
    await startPostmortem(context, { incidentRef });
    const update = write(await openCopy(), 'impact', 'x'.repeat(520 * 1024));
    await expect(saveUpdate(context, { incidentRef, update, baseRevision: 1 })).rejects.toMatchObject({
      code: 'too_large',
    });
  });

  it('is not for a viewer', async () => {
    await startPostmortem(context, { incidentRef });
    const update = write(await openCopy(), 'impact', 'hello');
    await expect(saveUpdate(viewer, { incidentRef, update, baseRevision: 1 })).rejects.toMatchObject({
      code: 'not_allowed',
    });
    await expect(
      rewriteSection(viewer, { incidentRef, section: 'impact', text: 'hello' }),
    ).rejects.toMatchObject({ code: 'not_allowed' });
    await expect(recordJudgement(viewer, { incidentRef, rootCauseKind: 'tool' })).rejects.toMatchObject({
      code: 'not_allowed',
    });
  });

  it('before it is started says so', async () => {
    const update = write({ document: new Y.Doc(), revision: 0 }, 'impact', 'early');
    await expect(saveUpdate(context, { incidentRef, update, baseRevision: 0 })).rejects.toMatchObject({
      code: 'conflict',
    });
  });
});

describe('rewriting a section through the API', () => {
  it('is refused when somebody wrote since', async () => {
    await startPostmortem(context, { incidentRef });
    const given = { incidentRef, section: 'summary', text: 'Mine', baseRevision: 1 } as const;
    await rewriteSection(context, given);
    await expect(rewriteSection(commander, { ...given, text: 'Theirs' })).rejects.toMatchObject({
      code: 'conflict',
      details: { revision: 2 },
    });
  });

  it('with the same words makes no new revision', async () => {
    await startPostmortem(context, { incidentRef });
    await rewriteSection(context, { incidentRef, section: 'summary', text: 'Words\n\n- and a list' });
    const again = await rewriteSection(context, {
      incidentRef,
      section: 'summary',
      text: 'Words\n\n- and a list',
    });
    expect(again.revision).toBe(2);
  });
});

describe('judging', () => {
  it('is logged with what stood before, and once', async () => {
    await startPostmortem(context, { incidentRef });
    await recordJudgement(context, { incidentRef, rootCauseKind: 'model' });
    await recordJudgement(context, { incidentRef, rootCauseKind: 'template' });
    await recordJudgement(context, { incidentRef, rootCauseKind: 'template' });
    expect(await entries('root_cause_named')).toMatchObject([
      { text: 'Root cause: Model misbehaviour' },
      { text: 'Root cause: Chat template', data: { before: { rootCauseKind: 'model' } } },
    ]);
  });
});

describe('publishing', () => {
  it('is refused with the list of what is missing', async () => {
    await startPostmortem(context, { incidentRef });
    const refusal = publishPostmortem(commander, { incidentRef });
    await expect(refusal).rejects.toMatchObject({ code: 'gate_incomplete', status: 422 });
    const { missing } = await readPostmortem(viewer, { incidentRef });
    expect(missing.map(({ code, section }) => section ?? code)).toEqual([
      'root_cause',
      'prevention',
      'root_cause_kind',
      'affected_executions',
      'archive',
      'follow_up',
    ]);
    await expect(refusal).rejects.toMatchObject({ details: { missing } });
    expect(await entries('postmortem_published')).toEqual([]);
  });

  it('freezes the Markdown under its SHA-256', async () => {
    await complete();
    const publication = await publishPostmortem(commander, { incidentRef });
    expect(publication).toMatchObject({ number: 1, publishedByName: 'Krüger' });
    await rewriteSection(context, { incidentRef, section: 'summary', text: 'Something later.' });
    const response = await exportMarkdown(viewer, { incidentRef, publication: 1 });
    const markdown = await response.text();
    expect(createHash('sha256').update(markdown).digest('hex')).toBe(publication.sha256);
    expect(response.headers.get('content-disposition')).toContain(`INC-${incident.number}-postmortem-1.md`);
    expect(markdown).toContain('The template lost its step.');
    expect(markdown).toContain(`\`exe_${incident.number}\``);
    expect(markdown).toContain('a'.repeat(64));
    expect(markdown).not.toContain('Something later.');
    expect((await readPostmortem(viewer, { incidentRef })).publication?.hasChangedSince).toBe(true);
    expect(await (await exportMarkdown(viewer, { incidentRef })).text()).toContain('Something later.');
  });

  it('a second time without a change gives the same revision, with one the next', async () => {
    await complete();
    const [first, second] = await Promise.all([
      publishPostmortem(commander, { incidentRef }),
      publishPostmortem(commander, { incidentRef }),
    ]);
    expect(second).toEqual(first);
    expect(await entries('postmortem_published')).toHaveLength(1);
    await rewriteSection(context, { incidentRef, section: 'summary', text: 'Clearer now.' });
    expect(await publishPostmortem(commander, { incidentRef })).toMatchObject({ number: 2 });
    expect(await readPostmortem(viewer, { incidentRef })).toMatchObject({
      status: 'published',
      publication: { number: 2, hasChangedSince: false },
    });
  });

  it('is the commander’s', async () => {
    await complete();
    for (const who of [context, viewer]) {
      await expect(publishPostmortem(who, { incidentRef })).rejects.toMatchObject({ code: 'not_allowed' });
    }
  });
});
