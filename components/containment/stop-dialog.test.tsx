// @vitest-environment jsdom
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { StopDialog, type StopRequest } from '@/components/containment/stop-dialog';
import { type Connection, connectionSchema } from '@/lib/connection/connection-schema';
import {
  type Containment,
  containmentSchema,
  type HeldScope,
  type Hold,
  holdSchema,
} from '@/lib/containment/containment';
import { type HoldPreview, holdPreviewSchema, previewToDetail } from '@/lib/containment/hold-preview';
import type { PlannedTarget } from '@/lib/containment/plan-containment';
import { AppError } from '@/lib/errors';
import { fromWire, toWire } from '@/lib/http/wire-case';
import { declareIncidentEndpoint, listIncidentsEndpoint } from '@/lib/incidents/endpoints';
import type { IncidentSummary } from '@/lib/incidents/incident';
import { buildConnection } from '@/lib/testing/connection';
import { buildContainment } from '@/lib/testing/containment';
import { buildHeldScope } from '@/lib/testing/held-scope';
import { buildHold } from '@/lib/testing/hold';
import { buildHoldPreview } from '@/lib/testing/hold-preview';
import { buildIncidentSummary } from '@/lib/testing/incident-summary';
import { buildPlannedTarget } from '@/lib/testing/planned-target';
import { problemAnswer } from '@/lib/testing/problem-answer';

// The dialog and its form are fetched when they are needed, which takes a moment on a busy machine.
configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const at = '2026-11-22T14:08:20.000Z';
const root = '*/api/v1/incidents/INC-7/holds';

const place = {
  agentId: 'fleet-01',
  agentName: 'fleet-01',
  workspaceId: 'ws_billing',
  workspaceName: 'billing',
};

const target = (agentId: string, overrides: Partial<PlannedTarget> = {}): PlannedTarget =>
  buildPlannedTarget({ agentId, agentName: agentId, ...overrides });

let fleet: PlannedTarget[];
let asked: { path: string; body: Record<string, unknown> }[];

function previewOf(selection: Record<string, unknown>): HoldPreview {
  const { rung = 'all', agentId = null, workspaceId = null } = selection as Partial<HoldPreview>;
  return buildHoldPreview({
    rung,
    agentId,
    agentName: agentId,
    workspaceId,
    workspaceName: workspaceId === null ? null : 'billing',
    targets: agentId === null ? fleet : fleet.filter((it) => it.agentId === agentId),
    inFlightCount: 7,
    dangerousInFlightCount: 5,
    queuedCount: 42,
    approvalCount: 2,
    stopsPerHour: 18,
    healthyPerHour: 6,
    elsewherePerHour: 61,
    confirmName: rung === 'workspace' ? 'billing' : null,
  });
}

const holdWith = (body: Record<string, unknown>): Hold => buildHold({ ...place, rung: previewOf(body).rung });

const containmentWith = (scope: Partial<HeldScope>): Containment =>
  buildContainment({
    holds: [holdWith({})],
    scopes: [
      buildHeldScope({
        ...place,
        inFlightAtStopCount: 7,
        inFlightCount: 3,
        manualCommand: 'xeroctl agents pause-exec fleet-01 --workspace billing',
        ...scope,
      }),
    ],
  });

const incident = buildIncidentSummary({ incidentRef: 'INC-7', title: 'Deletes without approval' });
const declaredAs = (summary: IncidentSummary) =>
  HttpResponse.json(
    toWire(declareIncidentEndpoint.answer, { incident: summary, alreadyOpen: [] }) as object,
    { status: 201 },
  );

let connection: Connection;
let containment: Containment;
let openIncidents: IncidentSummary[];

beforeEach(() => {
  asked = [];
  fleet = [target('fleet-01', { inFlightCount: 4 }), target('fleet-04', { heldBy: ['INC-5'] })];
  containment = containmentWith({});
  openIncidents = [];
  connection = buildConnection();
  const preview = async ({ request }: { request: Request }) => {
    const selection = fromWire(holdPreviewSchema, await request.json()) as Record<string, unknown>;
    return HttpResponse.json(toWire(holdPreviewSchema, previewOf(selection)) as object);
  };
  server.use(
    http.post('*/api/v1/incidents/:ref/holds/preview', preview),
    http.post('*/api/v1/holds/preview', preview),
    http.get('*/api/v1/connection', () => HttpResponse.json(toWire(connectionSchema, connection) as object)),
    http.get('*/api/v1/incidents', () =>
      HttpResponse.json(
        toWire(listIncidentsEndpoint.answer, { data: openIncidents, nextCursor: null }) as object,
      ),
    ),
    http.get(root, () => HttpResponse.json(toWire(containmentSchema, containment) as object)),
    http.post(root, async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      asked.push({ path: new URL(request.url).pathname, body });
      return HttpResponse.json(toWire(holdSchema, holdWith(body)) as object, { status: 201 });
    }),
  );
});

const ofIncident: StopRequest = { incidentRef: 'INC-7', places: [place] };

async function open(request: StopRequest = ofIncident) {
  const queryClient = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={queryClient}>
      <StopDialog request={request} onClose={() => undefined} />
    </QueryClientProvider>,
  );
  const dialog = within(await screen.findByRole('dialog'));
  return { dialog, user: userEvent.setup() };
}

const reasonLabel = /^Reason/;

test('shows what stops and what goes on, and says what the button will do', async () => {
  const { dialog } = await open();
  await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' });
  expect(dialog.getByText('18/h').nextSibling?.textContent).toBe('new calls on billing, by 1 agent');
  expect(dialog.getByText('42').nextSibling?.textContent).toBe('queued calls wait for the release');
  expect(dialog.getByText('7').nextSibling?.textContent).toBe('calls in flight, 5 of them destructive');
  expect(dialog.getByText('61/h').nextSibling?.textContent).toBe('calls of these agents elsewhere');
  expect(dialog.getByText('6/h').nextSibling?.textContent).toBe('healthy calls on billing stop too');
});

test('asks for a reason, then shows how far XEM is, and the end only when XEM shows it', async () => {
  const { dialog, user } = await open();
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText('Say why, in a few words.')).toBeTruthy();
  expect(asked).toEqual([]);

  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'deletes without approval');
  await user.click(dialog.getByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText('0 of 1 agent stopped, the others are being asked.')).toBeTruthy();
  expect(asked.map(({ body }) => body)).toEqual([
    {
      rung: 'agent_in_workspace',
      agent_id: 'fleet-01',
      workspace_id: 'ws_billing',
      reason: 'deletes without approval',
      seen_agent_ids: ['fleet-01'],
      seen_costs: { healthy_per_hour: 6, queued_count: 42, approval_count: 2 },
    },
  ]);

  const stopped = { progress: 'observed', acceptedAt: at, observedAt: at } as const;
  containment = { ...containmentWith(stopped), untakenInFlightCount: 2 };
  await dialog.findByText('Nothing new can start. 3 calls still in flight.');
});

test('does not take what was known before the stop for its result', async () => {
  const before = containmentWith({ desired: 'running', progress: 'observed', isHeld: false });
  containment = { ...before, holds: [] };
  const { dialog, user } = await open();
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'deletes without approval');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText('The hold is written down; XEM is being asked.')).toBeTruthy();
  expect(dialog.queryByText('running again')).toBeNull();

  containment = containmentWith({});
  expect(await dialog.findByText('0 of 1 agent stopped, the others are being asked.')).toBeTruthy();
});

test('shows what failed, with the request id, a retry and the command to type', async () => {
  containment = containmentWith({
    progress: 'unreachable',
    attemptCount: 3,
    error: { code: 'xem_unreachable', message: 'XEM could not be reached.', xemRequestId: 'req_42' },
  });
  const { dialog, user } = await open();
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'deletes without approval');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText('0 of 1 agent stopped, 1 not: see below.')).toBeTruthy();
  expect(dialog.getByText('XEM out of reach')).toBeTruthy();
  expect(dialog.getByText('xeroctl agents pause-exec fleet-01 --workspace billing')).toBeTruthy();
  expect(dialog.getByText('req_42', { exact: false })).toBeTruthy();
  expect(dialog.getByRole('button', { name: 'Retry now' })).toBeTruthy();
});

test('after the rest was cancelled, waits for those that are still held and counts the others', async () => {
  const { dialog, user } = await open();
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'deletes without approval');
  const [scope] = containment.scopes;
  if (!scope) throw new Error('the stop has no scope');
  const [stopped, unasked] = [
    { ...scope, progress: 'observed' as const, attemptCount: 1, inFlightCount: 0 },
    { ...scope, scopeId: '0199a9a0-0000-7000-8000-000000000002', agentId: 'fleet-04', agentName: 'fleet-04' },
  ];
  const hold = { ...holdWith({}), scopeIds: [stopped.scopeId, unasked.scopeId] };
  containment = {
    ...containment,
    holds: [{ ...hold, activeScopeIds: hold.scopeIds }],
    scopes: [stopped, unasked],
  };
  server.use(
    http.post(`${root}/${hold.holdId}/withdraw`, () => {
      containment = {
        ...containment,
        holds: [{ ...hold, activeScopeIds: [stopped.scopeId] }],
        scopes: [stopped, { ...unasked, isHeld: false, desired: 'running' }],
      };
      return HttpResponse.json(toWire(holdSchema, hold) as object);
    }),
  );
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText('1 of 2 agents stopped, the others are being asked.')).toBeTruthy();
  await user.click(await dialog.findByRole('button', { name: 'Cancel the rest: 1 agent…' }));
  await user.type(dialog.getByRole('textbox', { name: /^Why/ }), 'the wrong half');
  await user.click(dialog.getByRole('button', { name: 'Cancel the rest' }));
  expect(
    await dialog.findByText(
      /^Nothing new can start\. Nothing is known to be in flight\. 1 agent given up\.$/,
    ),
  ).toBeTruthy();
  expect(
    dialog.getByRole('progressbar', { name: 'Agents seen stopped' }).getAttribute('aria-valuetext'),
  ).toBe('1 of 1');
  expect(dialog.queryByText('fleet-04')).toBeNull();
});

test('asks for the name before a workspace, and sends what was seen', async () => {
  const { dialog, user } = await open();
  await user.click(await dialog.findByRole('radio', { name: /^This workspace/ }));
  const hold = await dialog.findByRole('button', { name: 'Hold 2 agents on billing' });
  expect(dialog.getByText('already held by INC-5')).toBeTruthy();
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'template v14');
  await user.type(dialog.getByRole('textbox', { name: /Type billing to go on/ }), 'biling');
  await user.click(hold);
  expect(await dialog.findByText('Type billing exactly as it is written here.')).toBeTruthy();
  expect(asked).toEqual([]);

  await user.clear(dialog.getByRole('textbox', { name: /Type billing to go on/ }));
  await user.type(dialog.getByRole('textbox', { name: /Type billing to go on/ }), 'billing');
  await user.click(hold);
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.body).toMatchObject({
    rung: 'workspace',
    confirm_name: 'billing',
    seen_agent_ids: ['fleet-01', 'fleet-04'],
  });
  const stopped = { progress: 'observed', acceptedAt: at, observedAt: at } as const;
  containment = { ...containmentWith(stopped), untakenInFlightCount: 2 };
  await dialog.findByText('Nothing new can start. 5 calls still in flight.');
});

test('shows the new agents when others are meant by now, and holds nothing before a second press', async () => {
  server.use(
    http.post(
      root,
      () => {
        fleet = [...fleet, target('fleet-09')];
        const preview = previewOf({ rung: 'workspace', workspaceId: 'ws_billing' });
        const details = {
          addedAgentIds: ['fleet-09'],
          goneAgentIds: [],
          grownCosts: [{ name: 'queued_count', seen: 2, now: 90 }],
          preview: previewToDetail(preview),
        };
        return problemAnswer(
          new AppError('counts_changed', 'The agents in this scope have changed.', { details }),
        );
      },
      { once: true },
    ),
  );
  const { dialog, user } = await open({ ...ofIncident, rung: 'workspace' });
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'template v14');
  const hold = await dialog.findByRole('button', { name: 'Hold 2 agents on billing' });
  await user.type(dialog.getByRole('textbox', { name: /Type billing to go on/ }), 'billing');
  await user.click(hold);
  expect(
    await dialog.findByText(/changed since you looked: 1 agent joined, 90 queued calls, not 2/),
  ).toBeTruthy();
  expect(asked).toEqual([]);

  await user.click(await dialog.findByRole('button', { name: 'Hold 3 agents on billing' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.body).toMatchObject({ seen_agent_ids: ['fleet-01', 'fleet-04', 'fleet-09'] });
});

test('folds thousands of agents, the busiest first', async () => {
  fleet = Array.from({ length: 2_000 }, (_, index) => target(`fleet-${index}`));
  const { dialog, user } = await open({ ...ofIncident, rung: 'workspace' });
  await dialog.findByRole('button', { name: 'Hold 2000 agents on billing' });
  const list = dialog.getByRole('region', { name: 'Agents this would hold' });
  expect(within(list).getAllByRole('listitem')).toHaveLength(101);
  await user.click(within(list).getByRole('button', { name: 'Show more' }));
  expect(within(list).getAllByRole('listitem')).toHaveLength(501);
});

test('declares and holds in one go', async () => {
  const declared: unknown[] = [];
  server.use(
    http.post('*/api/v1/incidents', async ({ request }) => {
      declared.push(await request.json());
      return declaredAs(incident);
    }),
  );
  const { dialog, user } = await open({
    declare: {
      title: 'Deletes without approval',
      subject: { kind: 'execution', subjectId: 'exe_1' },
    },
    places: [place],
  });
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'deletes without approval');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  const link = await dialog.findByRole('link', { name: 'Open INC-7' });
  expect(link.getAttribute('href')).toBe('/incidents/INC-7');
  expect(declared).toMatchObject([{ subjects: [{ kind: 'execution', subject_id: 'exe_1' }] }]);
  expect(asked).toHaveLength(1);
});

test('joins an open incident and attaches what the stop began from', async () => {
  openIncidents = [incident];
  const attached: unknown[] = [];
  server.use(
    http.post('*/api/v1/incidents/INC-7/subjects', async ({ request }) => {
      const subject = (await request.json()) as object;
      attached.push(subject);
      return HttpResponse.json({ ...subject, name: 'exe_1', attached_by_name: 'M. Krüger', attached_at: at });
    }),
  );
  const { dialog, user } = await open({
    declare: { title: 'Deletes again', subject: { kind: 'execution', subjectId: 'exe_1' } },
    places: [place],
  });
  const choice = await dialog.findByRole('combobox', { name: 'Incident' });
  await user.selectOptions(choice, 'INC-7 · Deletes without approval');
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'the same again');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(asked[0]?.path).toBe('/api/v1/incidents/INC-7/holds');
  expect(await dialog.findByRole('link', { name: 'Open INC-7' })).toBeTruthy();
  expect(attached).toEqual([{ kind: 'execution', subject_id: 'exe_1' }]);
});

test('is for the incident that has the execution, and leaves another choice when that is closed meanwhile', async () => {
  server.use(
    http.post('*/api/v1/incidents', () => declaredAs({ ...incident, incidentRef: 'INC-8' })),
    http.post('*/api/v1/incidents/INC-7/subjects', () =>
      problemAnswer(new AppError('conflict', 'a closed incident takes nothing new; reopen it first')),
    ),
    http.post('*/api/v1/incidents/INC-8/holds', async ({ request }) => {
      const body = (await request.json()) as Record<string, unknown>;
      asked.push({ path: new URL(request.url).pathname, body });
      return HttpResponse.json(toWire(holdSchema, holdWith(body)) as object, { status: 201 });
    }),
  );
  const { dialog, user } = await open({
    declare: { title: 'Deletes again', subject: { kind: 'execution', subjectId: 'exe_1' } },
    joins: 'INC-7',
    places: [place],
  });
  const choice: HTMLSelectElement = await dialog.findByRole('combobox', { name: 'Incident' });
  expect(choice.value).toBe('INC-7');
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'the same again');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  expect(await dialog.findByText(/a closed incident takes nothing new/)).toBeTruthy();
  expect(asked).toEqual([]);

  await user.selectOptions(choice, 'A new incident');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-01 on billing' }));
  await waitFor(() => expect(asked.map(({ path }) => path)).toEqual(['/api/v1/incidents/INC-8/holds']));
});

test('from nowhere asks where, and names the new incident for what is held', async () => {
  const declared: unknown[] = [];
  server.use(
    http.post('*/api/v1/incidents', async ({ request }) => {
      declared.push(await request.json());
      return declaredAs(incident);
    }),
  );
  const { dialog, user } = await open({ declare: {}, places: [] });
  await user.selectOptions(await dialog.findByRole('combobox', { name: 'Agent' }), 'fleet-04');
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'sends the same mail again');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-04' }));
  await waitFor(() => expect(asked).toHaveLength(1));
  expect(declared).toEqual([{ title: 'Stopped: fleet-04, everywhere', subjects: [] }]);
});

test('a stop that is refused after its incident was declared is pressed again for that incident', async () => {
  let declaredCount = 0;
  server.use(
    http.post('*/api/v1/incidents', () => {
      declaredCount += 1;
      return declaredAs(incident);
    }),
    http.post('*/api/v1/incidents/INC-7/holds', () => HttpResponse.json(null, { status: 503 }), {
      once: true,
    }),
  );
  const { dialog, user } = await open({ declare: {}, places: [] });
  await user.selectOptions(await dialog.findByRole('combobox', { name: 'Agent' }), 'fleet-04');
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'sends the same mail again');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-04' }));
  expect(await dialog.findByText(/without an explanation/)).toBeTruthy();
  expect(dialog.getByRole('combobox', { name: /^Incident/ })).toHaveProperty('value', 'INC-7');
  await user.click(await dialog.findByRole('button', { name: 'Hold fleet-04' }));
  await waitFor(() => expect(asked.map(({ path }) => path)).toEqual(['/api/v1/incidents/INC-7/holds']));
  expect(declaredCount).toBe(1);
});

test('a stop that is refused after its incident was declared keeps what was typed, and another choice after it', async () => {
  openIncidents = [incident, buildIncidentSummary({ incidentRef: 'INC-3', title: 'Older' })];
  const places = [{ ...place, agentId: null, agentName: null }];
  server.use(
    http.post('*/api/v1/incidents', () => declaredAs(incident)),
    http.post('*/api/v1/incidents/:ref/holds', () => HttpResponse.json(null, { status: 503 })),
  );
  const { dialog, user } = await open({ declare: {}, places, rung: 'workspace' });
  await user.type(dialog.getByRole('textbox', { name: reasonLabel }), 'template v14');
  const typed = () => dialog.getByRole('textbox', { name: /Type billing to go on/ });
  const press = () => user.click(dialog.getByRole('button', { name: 'Hold 2 agents on billing' }));
  await dialog.findByRole('button', { name: 'Hold 2 agents on billing' });
  await user.type(typed(), 'billing');
  await press();
  expect(await dialog.findByText(/without an explanation/)).toBeTruthy();
  expect(typed()).toHaveProperty('value', 'billing');

  const choice = dialog.getByRole('combobox', { name: 'Incident' });
  await user.selectOptions(choice, 'INC-3 · Older');
  await dialog.findByRole('button', { name: 'Hold 2 agents on billing' });
  await user.clear(typed());
  await user.type(typed(), 'billing');
  await press();
  await waitFor(() => expect(dialog.getByText(/without an explanation/)).toBeTruthy());
  expect(choice).toHaveProperty('value', 'INC-3');
});

test('says so where this way to XEM shows no approvals', async () => {
  const why = 'The command-line client asks for them where there are none.';
  connection = buildConnection({ transport: 'cli', missing: [{ operation: 'listApprovals', why }] });
  const { dialog } = await open();
  expect(await dialog.findByText(`Approvals cannot be seen here. ${why}`)).toBeTruthy();
});
