import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { ExecutionHistogram } from '@/components/executions/execution-histogram';

afterEach(() => vi.unstubAllGlobals());

const at = (minute: number) => `2026-11-22T10:0${minute}:00.000Z`;
const bucket = (minute: number, counts: object) => ({
  at: at(minute),
  counts: { completed: 0, failed: 0, open: 0, stopped: 0, unclear: 0, ...counts },
});
const buckets = [bucket(0, { completed: 3 }), bucket(1, {}), bucket(2, { completed: 1, failed: 2 })];

function answerWith(answer: object) {
  vi.stubGlobal('fetch', async () =>
    Response.json({ since: at(0), until: at(3), bucket_ms: 60_000, buckets, ...answer }),
  );
}

async function open(answer: object = {}) {
  answerWith(answer);
  const client = new QueryClient();
  const onWindow = vi.fn();
  render(
    <QueryClientProvider client={client}>
      <ExecutionHistogram filter={{ since: at(0) }} onWindow={onWindow} />
    </QueryClientProvider>,
  );
  return { onWindow, client, user: userEvent.setup() };
}

test('says in words what it draws, by bar and in all', async () => {
  const { user, onWindow } = await open();
  expect(await screen.findByText('6 executions')).toBeDefined();
  expect(screen.getByText('2 failed or timed out')).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'In words' }));
  expect(screen.getAllByRole('listitem')).toHaveLength(2);
  await user.click(screen.getByRole('button', { name: /Zoom to .*10:02Z to .*3 executions, 2 failed/ }));
  expect(onWindow).toHaveBeenCalledWith({ since: at(2), until: at(3) });
});

test('keys move over the bars, select with Shift, and zoom with Enter', async () => {
  const { user, onWindow } = await open();
  const plot = await screen.findByRole('slider');
  plot.focus();
  await user.keyboard('{Home}');
  expect(plot.getAttribute('aria-valuetext')).toMatch(/10:00Z to .*10:01Z: 3 executions$/);
  await user.keyboard('{Shift>}{ArrowRight}{/Shift}');
  expect(plot.getAttribute('aria-valuetext')).toMatch(/10:00Z to .*10:02Z: 3 executions$/);
  await user.keyboard('{Escape}{Enter}');
  expect(onWindow).not.toHaveBeenCalled();
  await user.keyboard('{Home}{Shift>}{ArrowRight}{/Shift}{Enter}');
  expect(onWindow).toHaveBeenCalledExactlyOnceWith({ since: at(0), until: at(2) });
});

test('a pointer brushes, in either direction', async () => {
  const { onWindow } = await open();
  const plot = await screen.findByRole('slider');
  plot.getBoundingClientRect = () => new DOMRect(0, 0, 300, 60);
  plot.setPointerCapture = () => undefined;
  fireEvent.pointerDown(plot, { button: 0, clientX: 290 });
  fireEvent.pointerMove(plot, { clientX: 120 });
  fireEvent.pointerUp(plot, { clientX: 120 });
  expect(onWindow).toHaveBeenCalledExactlyOnceWith({ since: at(1), until: at(3) });
});

test('a brush that the system takes away changes nothing', async () => {
  const { onWindow } = await open();
  const plot = await screen.findByRole('slider');
  plot.setPointerCapture = () => undefined;
  fireEvent.pointerDown(plot, { button: 0, clientX: 10 });
  fireEvent.pointerCancel(plot);
  fireEvent.pointerUp(plot);
  expect(onWindow).not.toHaveBeenCalled();
});

test('keeps what was chosen at its time while the window moves on', async () => {
  const { user, onWindow, client } = await open();
  const plot = await screen.findByRole('slider');
  plot.focus();
  await user.keyboard('{Home}{ArrowRight}{Shift>}{ArrowRight}{/Shift}');
  const later = { buckets: [...buckets.slice(1), bucket(3, { completed: 5 })], since: at(1), until: at(4) };
  answerWith(later);
  await act(() => client.invalidateQueries());
  expect(await screen.findByText('8 executions')).toBeDefined();
  expect(document.activeElement).toBe(plot);
  await user.keyboard('{Enter}');
  expect(onWindow).toHaveBeenCalledExactlyOnceWith({ since: at(1), until: at(3) });
});

test('zooms out up to the present moment, however long ago the page was opened', async () => {
  vi.setSystemTime(new Date('2026-11-22T10:03:40.000Z'));
  const { user, onWindow } = await open();
  await user.click(await screen.findByRole('button', { name: 'Zoom out' }));
  vi.useRealTimers();
  expect(onWindow).toHaveBeenCalledWith({
    since: '2026-11-22T09:58:30.000Z',
    until: '2026-11-22T10:03:40.000Z',
  });
});

test('says so when there are too many to draw', async () => {
  await open({ buckets: null });
  expect(await screen.findByText(/Too many to draw in time/)).toBeDefined();
});
