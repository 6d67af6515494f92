'use client';

import { useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { debounce } from 'nuqs';
import { FilterMenu } from '@/components/executions/filter-menu';
import type { ExecutionSearch } from '@/components/executions/search-params';
import { WindowMenu } from '@/components/executions/window-menu';
import { useShortcut } from '@/components/shell/commands';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { executionFacets } from '@/lib/executions/queries';

type SetSearch = (
  change: Partial<ExecutionSearch> | null,
  options?: { limitUrlUpdates: ReturnType<typeof debounce> },
) => unknown;

const same = (value: string) => ({ value, label: value });
const searchFieldId = 'execution-search';
const typingPauseMs = 250;

/** The filter of the explorer. All of it stands in the address, so that a view can be sent to a colleague. */
export function ExecutionFilters({ search, setSearch }: { search: ExecutionSearch; setSearch: SetSearch }) {
  const { data: facets } = useQuery(executionFacets());
  useShortcut('/', () => document.getElementById(searchFieldId)?.focus(), 'Search executions');
  const isNarrowed =
    search.q !== '' ||
    search.chat !== null ||
    [search.status, search.tool, search.risk, search.agent, search.workspace].some((it) => it.length > 0);
  return (
    <search className="flex flex-wrap items-start gap-2 px-gutter pb-2">
      <Field label="Id or tool" name="q" isLabelHidden isRequired className="min-w-0 grow sm:max-w-72">
        <Input
          id={searchFieldId}
          type="search"
          placeholder="Id or tool"
          value={search.q}
          onChange={({ target }) =>
            setSearch({ q: target.value }, { limitUrlUpdates: debounce(typingPauseMs) })
          }
        />
      </Field>
      <WindowMenu window={search} onChange={setSearch} />
      <FilterMenu
        label="Status"
        options={(facets?.statuses ?? []).map(same)}
        selected={search.status}
        onChange={(status) => setSearch({ status })}
      />
      <FilterMenu
        label="Risk"
        options={(facets?.risks ?? []).map(same)}
        selected={search.risk}
        onChange={(risk) => setSearch({ risk })}
      />
      <FilterMenu
        label="Tool"
        options={(facets?.tools ?? []).map(same)}
        selected={search.tool}
        onChange={(tool) => setSearch({ tool })}
      />
      <FilterMenu
        label="Agent"
        options={(facets?.agents ?? []).map(({ agentId, name }) => ({
          value: agentId,
          label: name ?? agentId,
        }))}
        selected={search.agent}
        onChange={(agent) => setSearch({ agent })}
      />
      <FilterMenu
        label="Workspace"
        options={(facets?.workspaces ?? []).map(({ workspaceId, name }) => ({
          value: workspaceId,
          label: name ?? workspaceId,
        }))}
        selected={search.workspace}
        onChange={(workspace) => setSearch({ workspace })}
      />
      {search.chat ? (
        <Button onClick={() => setSearch({ chat: null })} aria-label={`No longer only chat ${search.chat}`}>
          Chat <span className="max-w-40 truncate font-mono text-small">{search.chat}</span>
          <X size={13} aria-hidden="true" />
        </Button>
      ) : null}
      {isNarrowed ? (
        <Button variant="ghost" onClick={() => setSearch(null)}>
          Clear all
        </Button>
      ) : null}
    </search>
  );
}
