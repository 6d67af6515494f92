'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { debounce } from 'nuqs';
import { useState } from 'react';
import { FilterMenu } from '@/components/executions/filter-menu';
import { type ExecutionSearch, isNarrowed } from '@/components/executions/search-params';
import { ViewMenu } from '@/components/executions/view-menu';
import { WindowMenu } from '@/components/executions/window-menu';
import { useShortcut } from '@/components/shell/commands';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { ExecutionFilter } from '@/lib/executions/execution-filter';
import { searchableSuspicions, suspicionNames } from '@/lib/executions/looks-wrong';
import { executionCounts, executionFacets } from '@/lib/executions/queries';

export type SetSearch = (
  change: Partial<ExecutionSearch> | null,
  options?: { limitUrlUpdates?: ReturnType<typeof debounce>; history?: 'push' | 'replace' },
) => unknown;

type ExecutionFiltersProps = {
  search: ExecutionSearch;
  filter: ExecutionFilter;
  setSearch: SetSearch;
  /** Out of the search field, down to what it found. */
  onLeave: () => void;
};

const same = (value: string) => ({ value, label: value });
const suspicionOptions = searchableSuspicions.map((value) => ({ value, label: suspicionNames[value] }));
const whatIsSearched =
  'Ids by their beginning and tools by any part, in the whole window; ids, arguments and errors by any part, in the newest 10,000.';
const searchFieldId = 'execution-search';
const typingPauseMs = 250;

/** The filter of the explorer. All of it stands in the address, so that a view can be sent to a colleague. */
export function ExecutionFilters({ search, filter, setSearch, onLeave }: ExecutionFiltersProps) {
  const { data: facets } = useQuery(executionFacets());
  const { data: counts } = useQuery({ ...executionCounts(filter), placeholderData: keepPreviousData });
  const [isOpen, setOpen] = useState(false);
  const isFiltered = isNarrowed(search);
  useShortcut('/', () => document.getElementById(searchFieldId)?.focus(), 'Search executions');
  return (
    <search className="flex flex-wrap items-start gap-2 px-gutter pb-2">
      <Field
        label="Search executions"
        name="q"
        isLabelHidden
        isRequired
        className="min-w-0 grow basis-full sm:max-w-84 sm:basis-auto"
        {...(search.q !== '' && { hint: whatIsSearched })}
      >
        <Input
          id={searchFieldId}
          type="search"
          placeholder="Id, tool, argument or error"
          value={search.q}
          onChange={({ target }) =>
            setSearch({ q: target.value }, { limitUrlUpdates: debounce(typingPauseMs) })
          }
          onKeyDown={(event) => {
            if (event.key !== 'Escape' && event.key !== 'ArrowDown' && event.key !== 'Enter') return;
            event.preventDefault();
            onLeave();
          }}
        />
      </Field>
      <Button
        className={cn('md:hidden', isFiltered && 'border-accent-line bg-accent-soft text-accent')}
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        Filters
      </Button>
      <WindowMenu window={search} onChange={(window) => setSearch(window, { history: 'push' })} />
      {/* On a phone they open below, so that the list keeps its room. */}
      <div className={cn('flex flex-wrap gap-2 max-md:basis-full', !isOpen && 'max-md:hidden')}>
        <FilterMenu
          label="Status"
          known={(facets?.statuses ?? []).map(same)}
          facet={counts?.status}
          selected={search.status}
          onChange={(status) => setSearch({ status })}
        />
        <FilterMenu
          label="Risk"
          known={(facets?.risks ?? []).map(same)}
          facet={counts?.risk}
          selected={search.risk}
          onChange={(risk) => setSearch({ risk })}
        />
        <FilterMenu
          label="Tool"
          known={(facets?.tools ?? []).map(same)}
          facet={counts?.tool}
          selected={search.tool}
          onChange={(tool) => setSearch({ tool })}
        />
        <FilterMenu
          label="Agent"
          known={(facets?.agents ?? []).map(({ agentId, name }) => ({
            value: agentId,
            label: name ?? agentId,
          }))}
          facet={counts?.agentId}
          selected={search.agent}
          onChange={(agent) => setSearch({ agent })}
        />
        <FilterMenu
          label="Workspace"
          known={(facets?.workspaces ?? []).map(({ workspaceId, name }) => ({
            value: workspaceId,
            label: name ?? workspaceId,
          }))}
          facet={counts?.workspaceId}
          selected={search.workspace}
          onChange={(workspace) => setSearch({ workspace })}
        />
        <FilterMenu
          label="Asked by"
          known={[]}
          facet={counts?.requestedBy}
          selected={search.actor}
          onChange={(actor) => setSearch({ actor })}
        />
        <FilterMenu
          label="Wrong"
          known={suspicionOptions}
          selected={search.wrong}
          onChange={(wrong) => setSearch({ wrong })}
        />
      </div>
      {search.chat ? (
        <Button onClick={() => setSearch({ chat: null })} aria-label={`No longer only chat ${search.chat}`}>
          Chat <span className="max-w-40 truncate font-mono text-small">{search.chat}</span>
          <X size={13} aria-hidden="true" />
        </Button>
      ) : null}
      {isFiltered ? (
        <Button variant="ghost" onClick={() => setSearch(null, { history: 'push' })}>
          Clear all
        </Button>
      ) : null}
      <ViewMenu search={search} />
    </search>
  );
}
