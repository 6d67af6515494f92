import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { configure, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { HttpResponse, http } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { IncidentProvider } from '@/components/incidents/incident-context';
import { PhaseStepper } from '@/components/incidents/phase-stepper';
import { AppError } from '@/lib/errors';
import { toWire } from '@/lib/http/wire-case';
import { incidentDetailSchema, incidentSummarySchema } from '@/lib/incidents/incident';
import { incidentDetail } from '@/lib/incidents/queries';
import { buildIncidentDetail } from '@/lib/testing/incident-detail';
import { buildIncidentHere } from '@/lib/testing/incident-here';
import { problemAnswer } from '@/lib/testing/problem-answer';

configure({ asyncUtilTimeout: 10_000 });

const server = setupServer();
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterEach(() => server.resetHandlers());
afterAll(() => server.close());

const incident = buildIncidentDetail({
  phase: 'contain',
  phaseHistory: [
    { phase: 'triage', enteredAt: '2026-11-22T14:04:05.000Z' },
    { phase: 'contain', enteredAt: '2026-11-22T14:08:15.000Z' },
  ],
  gaps: [{ phase: 'contain', gap: 'No hold has been placed.' }],
});

let sent: unknown[];
beforeEach(() => {
  sent = [];
  server.use(
    http.get('*/api/v1/incidents/INC-7', () =>
      HttpResponse.json(toWire(incidentDetailSchema, incident) as object),
    ),
    http.post('*/api/v1/incidents/INC-7/phase', async ({ request }) => {
      const body = (await request.json()) as { reason?: string };
      sent.push(body);
      if (!body.reason) {
        const gaps = [{ phase: 'investigate', gap: 'No working hypothesis is written down.' }];
        return problemAnswer(
          new AppError('gate_incomplete', 'Something is still missing.', { details: { gaps } }),
        );
      }
      return HttpResponse.json(toWire(incidentSummarySchema, incident) as object);
    }),
  );
});

function open({ mayCommand = true } = {}): void {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  client.setQueryData(incidentDetail('INC-7').queryKey, incident);
  render(
    <QueryClientProvider client={client}>
      <IncidentProvider value={buildIncidentHere({ mayCommand })}>
        <PhaseStepper {...incident} />
      </IncidentProvider>
    </QueryClientProvider>,
  );
}

test('shows how long each phase took and which one it is', () => {
  open();
  expect(screen.getByRole('button', { name: /Triage/ }).textContent).toContain('4 min 10 s');
  expect(screen.getByRole('button', { name: /Contain/ }).getAttribute('aria-current')).toBe('step');
});

test('names what is missing and takes a reason before it moves on', async () => {
  open();
  await userEvent.click(screen.getByRole('button', { name: /Investigate/ }));
  await screen.findByText('No hold has been placed.');
  await userEvent.type(screen.getByLabelText(/Why move on/), 'The agent is gone already.');
  await userEvent.click(screen.getByRole('button', { name: 'Move to Investigate' }));
  await expect.poll(() => sent).toEqual([{ phase: 'investigate', reason: 'The agent is gone already.' }]);
  await expect.poll(() => screen.queryByRole('dialog')).toBeNull();
});

test('learns from the server what is missing when phases are skipped', async () => {
  open();
  await userEvent.click(screen.getByRole('button', { name: /Postmortem/ }));
  await userEvent.click(await screen.findByRole('button', { name: 'Move to Postmortem' }));
  await screen.findByText('No working hypothesis is written down.');
  await screen.findByText('Say why you move on without it.');
});

test('is only to look at for somebody who may not command', () => {
  open({ mayCommand: false });
  for (const button of screen.getAllByRole('button')) expect(button).toHaveProperty('disabled', true);
});
