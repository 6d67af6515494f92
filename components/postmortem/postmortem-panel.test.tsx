// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import * as Y from 'yjs';
import { PostmortemPanel } from '@/components/postmortem/postmortem-panel';
import type { Role } from '@/lib/auth/role';
import { listFollowUpsEndpoint } from '@/lib/follow-ups/endpoints';
import { toWire } from '@/lib/http/wire-case';
import { fromBase64, toBase64 } from '@/lib/postmortem/base64';
import { draftPostmortem } from '@/lib/postmortem/draft-postmortem';
import type { PostmortemFacts } from '@/lib/postmortem/facts';
import { documentUpdateSchema, type Postmortem, postmortemSchema } from '@/lib/postmortem/postmortem';
import { draftSections, sectionStates } from '@/lib/postmortem/postmortem-document';

// The editor is fetched when it is needed, which takes a while on a busy machine.
configure({ asyncUtilTimeout: 20_000 });
vi.setConfig({ testTimeout: 60_000 });

const at = '2026-11-22T14:08:20.000Z';
const root = '*/api/v1/incidents/INC-7';
const facts: PostmortemFacts = {
  incidentRef: 'INC-7',
  title: 'Deletes without approval',
  severity: 'sev1',
  phase: 'postmortem',
  hypothesis: null,
  startedAt: at,
  detectedAt: at,
  declaredAt: at,
  declaredByName: 'M. Krüger',
  declaredFrom: [],
  containedAt: null,
  containmentBasis: null,
  resolvedAt: null,
  closedAt: null,
  timeToDetectMs: 114_000,
  timeToContainMs: null,
  timeToResolveMs: null,
  affectedExecutions: [],
  actions: [],
  remediationSteps: [],
  followUps: [],
  story: [{ entryId: 'e1', happenedAt: at, text: 'The template lost its approval step' }],
  archives: [],
};
const postmortem: Postmortem = {
  status: 'draft',
  revision: 1,
  rootCauseKind: null,
  noExecutionsReason: null,
  sections: [],
  facts,
  missing: [],
  publication: null,
};

let current: Postmortem;
let document: Y.Doc;
let saved: number;
const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());
beforeEach(() => {
  localStorage.clear();
  current = postmortem;
  saved = 1;
  document = new Y.Doc();
  draftSections(document, draftPostmortem(facts));
  const answer = (value: Postmortem) => HttpResponse.json(toWire(postmortemSchema, value) as object);
  const text = (update: string | null) =>
    HttpResponse.json(toWire(documentUpdateSchema, { revision: saved, update }) as object);
  server.use(
    http.get(`${root}/postmortem`, () => answer(current)),
    http.post(`${root}/postmortem`, () => {
      current = postmortem;
      return answer(current);
    }),
    http.get(`${root}/follow-ups`, () =>
      HttpResponse.json(toWire(listFollowUpsEndpoint.answer, { data: [], nextCursor: null }) as object),
    ),
    http.get(`${root}/postmortem/updates`, () => text(toBase64(Y.encodeStateAsUpdate(document)))),
    http.post(`${root}/postmortem/updates`, async ({ request }) => {
      const { update } = (await request.json()) as { update: string };
      Y.applyUpdate(document, fromBase64(update));
      saved += 1;
      return text(null);
    }),
  );
});

function show(role: Role = 'commander') {
  render(
    <QueryClientProvider client={new QueryClient({ defaultOptions: { queries: { retry: false } } })}>
      <PostmortemPanel incidentRef="INC-7" author={{ actorId: 'li', role }} />
    </QueryClientProvider>,
  );
}

test('it is started by a responder, and opens with its drafts marked', async () => {
  current = { ...postmortem, status: 'not_started', revision: 0 };
  const user = userEvent.setup();
  show('responder');
  await user.click(await screen.findByRole('button', { name: 'Start the postmortem' }));
  expect(await screen.findByText('Saved, revision 1')).toBeTruthy();
  expect(screen.getAllByText('drafted from the log')).toHaveLength(6);
  expect(screen.queryByRole('button', { name: /Publish/ })).toBeNull();
});

test('a viewer reads the facts before it is started, and cannot start it', async () => {
  current = { ...postmortem, status: 'not_started', revision: 0 };
  show('viewer');
  expect(await screen.findByText('Any responder can start it.')).toBeTruthy();
  expect(screen.getByText('1 min 54 s after it began')).toBeTruthy();
  expect(screen.getByText('The template lost its approval step')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Start the postmortem' })).toBeNull();
});

test('standing by a draft saves that, and everybody no longer sees it as one', async () => {
  const user = userEvent.setup();
  show();
  await user.click(await screen.findByRole('button', { name: /Keep as it is.*Impact/ }));
  expect(await screen.findByText('Saved, revision 2')).toBeTruthy();
  expect(sectionStates(document).find(({ section }) => section === 'impact')?.isDraft).toBe(false);
});

test('the publish button lists what is missing, and leads there', async () => {
  const user = userEvent.setup();
  show();
  await user.click(await screen.findByRole('button', { name: 'Publish… 6 missing' }));
  const dialog = await screen.findByRole('dialog');
  const link = within(dialog).getByRole('link', { name: /Root cause is still as it was drafted/ });
  expect(link.getAttribute('href')).toBe('#section-root_cause');
  expect(within(dialog).getByText(/Attach an execution archive/)).toBeTruthy();
  expect(within(dialog).queryByRole('button', { name: /Publish revision/ })).toBeNull();
});

test('what cannot be saved says that it is kept on this device', async () => {
  server.use(http.post(`${root}/postmortem/updates`, () => HttpResponse.error()));
  const user = userEvent.setup();
  show();
  await user.click(await screen.findByRole('button', { name: /Keep as it is.*Impact/ }));
  expect(await screen.findByText(/Not saved, kept on this device/)).toBeTruthy();
  expect(localStorage.length).toBe(1);
});
