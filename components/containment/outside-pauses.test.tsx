import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, expect, test, vi } from 'vitest';
import { OutsidePauses } from '@/components/containment/outside-pauses';
import { readOutsidePausesEndpoint } from '@/lib/containment/endpoints';
import { toWire } from '@/lib/http/wire-case';
import { buildOutsidePause } from '@/lib/testing/outside-pause';

afterEach(() => vi.unstubAllGlobals());

const pauseOf = (number: number) =>
  buildOutsidePause({
    pauseId: `0199a9a0-0000-7000-8000-00000000000${number}`,
    agentName: `xem-fleet-0${number}`,
  });

/** Answers one request after the other. */
function open(...answers: (() => Response)[]) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', async (url: string) => {
    asked.push(url);
    const answer = answers.shift();
    if (!answer) throw new Error(`nobody expected ${url}`);
    return answer();
  });
  const client = new QueryClient({ defaultOptions: { queries: { retry: false } } });
  render(
    <QueryClientProvider client={client}>
      <OutsidePauses of={{ incidentRef: 'INC-7' }} mayWrite mayCommand />
    </QueryClientProvider>,
  );
  return { asked, client, user: userEvent.setup() };
}

const page = (numbers: number[], nextCursor: string | null) => () =>
  Response.json(toWire(readOutsidePausesEndpoint.answer, { data: numbers.map(pauseOf), nextCursor }));
const failure = () => new Response(null, { status: 500 });

test('says that it does not know where the pauses cannot be read, since nothing would mean that all is well', async () => {
  const { user } = open(failure, page([1], null));
  await user.click(await screen.findByRole('button', { name: 'Try again' }));
  expect(await screen.findByText('xem-fleet-01')).toBeDefined();
});

test('reads on to the last pause, and says when that fails', async () => {
  const { asked, user } = open(page([1], 'a'), failure, page([2], null));
  await user.click(await screen.findByRole('button', { name: 'Show more' }));
  expect(await screen.findByText(/could not be read/)).toBeDefined();
  await user.click(screen.getByRole('button', { name: 'Show more' }));
  expect(await screen.findByText('xem-fleet-02')).toBeDefined();
  expect(screen.queryByRole('button', { name: 'Show more' })).toBeNull();
  expect(asked[0]).toContain('incident_ref=INC-7');
});

test('keeps what was typed about a pause that has ended meanwhile', async () => {
  const { client, user } = open(page([1], null), page([], null));
  await user.click(await screen.findByRole('button', { name: 'It is wanted…' }));
  const dialog = within(await screen.findByRole('dialog'));
  await user.type(dialog.getByLabelText('Reason'), 'maintenance');
  await client.invalidateQueries();
  await waitFor(() => expect(screen.queryByText('Paused outside Holdfast')).toBeNull());
  expect(dialog.getByLabelText('Reason')).toHaveProperty('value', 'maintenance');
});
