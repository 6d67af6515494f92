import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { LooksWrongSection } from '@/components/board/looks-wrong-section';
import { IncidentDialogsProvider } from '@/components/console/incident-dialogs';
import { CommandsProvider } from '@/components/shell/commands';
import { executionsThatLookWrong } from '@/lib/executions/queries';
import { buildSuspect } from '@/lib/testing/suspect';

const suspect = buildSuspect({ toolName: 'server_delete' });

beforeEach(() => void vi.stubGlobal('fetch', () => new Promise(() => undefined)));
afterEach(() => vi.unstubAllGlobals());

test.each([
  ['a responder', true, ['Stop…', 'Declare']],
  ['a viewer', false, []],
])('%s sees what looks wrong, and is offered what they may do about it', (_who, mayAct, offered) => {
  const client = new QueryClient({ defaultOptions: { queries: { retry: false, staleTime: 60_000 } } });
  const { queryKey } = executionsThatLookWrong();
  client.setQueryData(queryKey, { suspects: [suspect], isCutShort: false, bucketMs: 60_000, buckets: [] });
  render(
    <QueryClientProvider client={client}>
      <CommandsProvider>
        <IncidentDialogsProvider mayDeclare={mayAct}>
          <LooksWrongSection mayAct={mayAct} />
        </IncidentDialogsProvider>
      </CommandsProvider>
    </QueryClientProvider>,
  );
  expect(screen.getByText('server_delete')).toBeTruthy();
  const names = screen.queryAllByRole('button').map(({ textContent }) => textContent);
  expect(names.filter((name) => name === 'Stop…' || name === 'Declare')).toEqual(offered);
});
