import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { NotificationStrip } from '@/components/notify/notification-strip';
import type { Notification } from '@/lib/notify/notification-schema';

const breach: Notification = {
  notificationId: '01a2059d-5ca9-7484-a04b-067753b0134d',
  kind: 'breach',
  severity: 'red',
  text: 'kubectl_drain started on xem-fleet-03 inside the stop of INC-7.',
  count: 3,
  incidentRef: 'INC-7',
  subjectKind: 'execution',
  subjectId: 'exe_1',
  createdAt: '2026-11-22T12:00:00.000Z',
  lastAt: '2026-11-22T12:01:00.000Z',
  acknowledgedAt: null,
  acknowledgedByName: null,
};
const pause: Notification = {
  ...breach,
  notificationId: '01a2059d-5ca9-7484-a04b-067753b0134e',
  kind: 'paused_outside',
  severity: 'amber',
  text: 'xem-lab-01 is paused in XEM and no incident holds it.',
  incidentRef: null,
  subjectKind: 'agent',
  subjectId: 'agt_lab',
  lastAt: '2026-11-22T12:05:00.000Z',
};

beforeEach(() => {
  document.title = 'Board · Holdfast';
});
afterEach(() => vi.unstubAllGlobals());

function show(data: Notification[], mayAcknowledge = true) {
  return render(
    <QueryClientProvider client={new QueryClient()}>
      <NotificationStrip data={data} nextCursor={null} mayAcknowledge={mayAcknowledge} />
    </QueryClientProvider>,
  );
}

test('the most urgent is read out and leads to its incident, before what came later', () => {
  show([pause, breach]);
  const alert = screen.getByRole('alert');
  expect(alert.textContent).toContain('kubectl_drain started on xem-fleet-03');
  expect(alert.textContent).toContain('3 times');
  const link = screen.getByRole('link', { name: /kubectl_drain/ });
  expect(link.getAttribute('href')).toBe('/incidents/INC-7/containment');
  expect(screen.getByRole('link', { name: 'All 2' }).getAttribute('href')).toBe('/notifications');
});

test('one that is not urgent does not interrupt, and leads to its agent', () => {
  show([pause]);
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('link', { name: /xem-lab-01/ }).getAttribute('href')).toBe('/agents/agt_lab');
});

test('acknowledging says what had been seen, and what stops it', async () => {
  const bodies: unknown[] = [];
  vi.stubGlobal('fetch', async (_url: string, init: RequestInit) => {
    bodies.push(JSON.parse(String(init.body)));
    throw new TypeError('network');
  });
  const user = userEvent.setup();
  show([breach]);
  await user.click(screen.getByRole('button', { name: 'Acknowledge' }));
  expect(await screen.findByText(/cannot be reached/)).toBeDefined();
  expect(bodies).toEqual([{ notification_ids: [breach.notificationId], seen_at: breach.lastAt }]);
});

test('a viewer reads it without a button', () => {
  show([breach], false);
  expect(screen.queryByRole('button')).toBeNull();
});

test('the title counts them, also after a page has changed it, and loses the count with them', async () => {
  const { unmount } = show([breach, pause]);
  expect(document.title).toBe('(2) Board · Holdfast');
  document.title = 'Agents · Holdfast';
  await waitFor(() => expect(document.title).toBe('(2) Agents · Holdfast'));
  unmount();
  expect(document.title).toBe('Agents · Holdfast');
});
