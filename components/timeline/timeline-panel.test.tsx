import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { NuqsTestingAdapter } from 'nuqs/adapters/testing';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { CommandsProvider } from '@/components/shell/commands';
import { TimelinePanel } from '@/components/timeline/timeline-panel';
import { toWire } from '@/lib/http/wire-case';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { timelineItem } from '@/lib/testing/timeline-item';
import { readStoryEndpoint, timelinePageSchema } from '@/lib/timeline/endpoints';
import { type TimelineItem, timelineItemSchema } from '@/lib/timeline/timeline-item';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => {
  server.listen({ onUnhandledFrame: 'error' });
  Element.prototype.scrollTo = function scrollTo(this: Element, target) {
    this.scrollTop = typeof target === 'object' ? (target.top ?? 0) : 0;
    fireEvent.scroll(this);
  } as typeof Element.prototype.scrollTo;
});
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const base = '*/api/v1/incidents/INC-7';
const at = (clock: string) => `2026-11-22T${clock}.000Z`;

let log: TimelineItem[];
let posted: { body: unknown; key: string | null }[];

beforeEach(() => {
  // The layout that jsdom does not have: rows of 34 px in a list of 600.
  vi.spyOn(HTMLElement.prototype, 'offsetHeight', 'get').mockReturnValue(34);
  vi.spyOn(Element.prototype, 'clientHeight', 'get').mockReturnValue(600);
  vi.spyOn(Element.prototype, 'clientWidth', 'get').mockReturnValue(900);
  posted = [];
  log = [];
  server.use(
    http.get(`${base}/timeline`, ({ request }) => {
      const after = Number(new URL(request.url).searchParams.get('after_sequence') ?? 0);
      const page = timelinePageSchema.parse({
        data: log.filter(({ sequence }) => sequence > after),
        nextCursor: null,
        previousCursor: null,
        outages: [],
        headSequence: Math.max(0, ...log.map(({ sequence }) => sequence)),
      });
      return HttpResponse.json(toWire(timelinePageSchema, page) as object);
    }),
    http.get(`${base}/story`, () =>
      HttpResponse.json(
        toWire(readStoryEndpoint.answer, { data: log.filter(({ pin }) => pin !== null) }) as object,
      ),
    ),
    // What stands above the log is not what is tested here.
    http.get(`${base}/triage`, () => new Promise<never>(() => undefined)),
    http.get(base, () => new Promise<never>(() => undefined)),
  );
});

function open({ mayWrite = true } = {}): QueryClient {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <NuqsTestingAdapter>
      <QueryClientProvider client={client}>
        <CommandsProvider>
          <IncidentProvider value={buildIncidentHere({ mayWrite, mayCommand: mayWrite })}>
            <TimelinePanel incidentRef="INC-7" initialOrder="newest" />
          </IncidentProvider>
        </CommandsProvider>
      </QueryClientProvider>
    </NuqsTestingAdapter>,
  );
  return client;
}

const call = (second: string, target: string) =>
  timelineItem({
    kind: 'execution_started',
    source: 'execution',
    actorName: null,
    text: null,
    happenedAt: at(`14:02:${second}`),
    data: { executionId: `exe_${target}`, toolName: 'server_delete', target, approval: 'missing' },
  });

const rows = async () => within(await screen.findByRole('list', { name: 'Log' })).getAllByRole('listitem');

test('tells what happened, newest first, with a burst folded until somebody asks', async () => {
  log = [
    call('11', 'vm-204'),
    call('13', 'vm-205'),
    call('15', 'vm-206'),
    timelineItem({ happenedAt: at('14:02:30'), text: 'Called Jo' }),
  ];
  open();
  expect((await rows()).map(({ textContent }) => textContent)).toEqual([
    expect.stringContaining('Called Jo'),
    expect.stringContaining('2 more server_delete in 2 s — vm-205 … vm-206'),
    expect.stringContaining('vm-204'),
  ]);
  await userEvent.click(screen.getByRole('button', { name: /2 more server_delete/ }));
  expect(await rows()).toHaveLength(5);
});

test('leads from an entry to its source, and says that nobody had approved it', async () => {
  log = [call('11', 'vm-204')];
  open();
  const [row] = await rows();
  expect(row?.textContent).toContain('no approval');
  expect(screen.getByRole('link', { name: 'Execution' }).getAttribute('href')).toBe('/executions/exe_vm-204');
});

test('shows what comes at once at the live end, and lets it wait while somebody reads further back', async () => {
  log = [timelineItem({ text: 'First' })];
  const client = open();
  await screen.findByText('First');
  const later = (text: string) => {
    log.push(timelineItem({ text, happenedAt: at('14:10:00') }));
    void client.invalidateQueries({ queryKey: ['incidents', 'INC-7', 'timeline'] });
  };
  later('Second');
  await screen.findByText('Second');

  const scroller = screen.getByRole('list', { name: 'Log' }).parentElement;
  if (!scroller) throw new Error('the list has nothing around it that scrolls');
  scroller.scrollTop = 400;
  fireEvent.scroll(scroller);
  later('Third');
  const pill = await screen.findByRole('button', { name: '1 new' });
  expect(screen.queryByText('Third')).toBeNull();
  await userEvent.click(pill);
  await screen.findByText('Third');
  expect(screen.queryByRole('button', { name: '1 new' })).toBeNull();
});

test('adds an entry from the keyboard; a lost answer keeps the words, and the second press repeats nothing', async () => {
  log = [timelineItem({ text: 'First' })];
  let isAway = true;
  server.use(
    http.post(`${base}/timeline`, async ({ request }) => {
      posted.push({ body: await request.json(), key: request.headers.get('idempotency-key') });
      if (isAway) return HttpResponse.error();
      const written = timelineItem({ text: 'Snapshot exists' });
      log.push(written);
      return HttpResponse.json(toWire(timelineItemSchema, written) as object, { status: 201 });
    }),
  );
  open();
  await screen.findByText('First');
  const user = userEvent.setup();
  await user.keyboard('t');
  const field = screen.getByRole<HTMLInputElement>('searchbox');
  expect(document.activeElement).toBe(field);
  await user.type(field, 'Snapshot exists | 14:02Z{Enter}');
  await screen.findByText(/cannot be reached/);
  expect(field.value).toBe('/t Snapshot exists | 14:02Z');

  isAway = false;
  await user.keyboard('{Enter}');
  await waitFor(() => expect(field.value).toBe(''));
  await screen.findByText('Snapshot exists');
  expect(posted).toHaveLength(2);
  expect(posted[0]).toEqual(posted[1]);
  expect(posted[0]?.body).toMatchObject({
    text: 'Snapshot exists',
    happened_at: expect.stringMatching(/T14:02:00/),
  });
});

test('says what is wrong with a time before anything is sent', async () => {
  log = [timelineItem({ text: 'First' })];
  open();
  await screen.findByText('First');
  await userEvent.type(screen.getByRole('searchbox'), '/t Called Jo | 25:99{Enter}');
  await screen.findByText('There is no such time.');
  expect(posted).toEqual([]);
});

test('reads without offering to write to somebody who only looks', async () => {
  log = [timelineItem({ text: 'First' })];
  open({ mayWrite: false });
  await screen.findByText('First');
  expect(screen.queryByRole('button', { name: /More for/ })).toBeNull();
  expect(screen.getByRole('searchbox', { name: 'Search the log' })).toBeDefined();
});

test('says so when the log cannot be read, and reads it on request', async () => {
  server.use(http.get(`${base}/timeline`, () => HttpResponse.error(), { once: true }));
  log = [timelineItem({ text: 'First' })];
  open();
  await screen.findByText('The log cannot be read');
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  await screen.findByText('First');
});
