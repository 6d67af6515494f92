import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, test, vi } from 'vitest';
import { IncidentChoice } from '@/components/credentials/incident-choice';
import { incidentList } from '@/lib/incidents/queries';
import { buildIncidentSummary } from '@/lib/testing/incident-summary';

const { queryKey } = incidentList({ state: 'open' });
const open = (...refs: string[]) => ({
  pages: [{ data: refs.map((incidentRef) => buildIncidentSummary({ incidentRef })), nextCursor: null }],
  pageParams: [''],
});

test('what was chosen stays chosen while incidents are declared and closed', async () => {
  vi.stubGlobal('fetch', () => new Promise(() => undefined));
  const client = new QueryClient({ defaultOptions: { queries: { staleTime: 60_000 } } });
  client.setQueryData(queryKey, open('INC-5', 'INC-7'));
  render(
    <QueryClientProvider client={client}>
      <IncidentChoice defaultRef="INC-5" />
    </QueryClientProvider>,
  );
  const choice = screen.getByRole('combobox', { name: 'Incident' });
  expect(choice).toHaveProperty('value', 'INC-5');
  await userEvent.selectOptions(choice, 'INC-7');
  act(() => void client.setQueryData(queryKey, open('INC-5', 'INC-7', 'INC-9')));
  expect(await screen.findByRole('option', { name: /^INC-9/ })).toBeDefined();
  expect(screen.getByRole('combobox', { name: 'Incident' })).toHaveProperty('value', 'INC-7');
  act(() => void client.setQueryData(queryKey, open('INC-5')));
  await vi.waitFor(() => expect(screen.queryByRole('option', { name: /^INC-9/ })).toBeNull());
  expect(screen.getByRole('combobox', { name: 'Incident' })).toHaveProperty('value', 'INC-7');
  vi.unstubAllGlobals();
});
