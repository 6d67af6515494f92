'use client';

import { debounce } from 'nuqs';
import { type AgentSearch, isNarrowed } from '@/components/agents/search-params';
import { FilterMenu } from '@/components/executions/filter-menu';
import { useShortcut } from '@/components/shell/commands';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import type { AgentFacets } from '@/lib/agents/agent';
import { agentSortNames, agentSorts } from '@/lib/agents/agent-filter';

type SetSearch = (
  change: Partial<AgentSearch> | null,
  options?: { limitUrlUpdates: ReturnType<typeof debounce> },
) => unknown;

type AgentFiltersProps = { search: AgentSearch; setSearch: SetSearch; facets: AgentFacets | undefined };

const searchFieldId = 'agent-search';
const typingPauseMs = 250;

/** What narrows the fleet and how it is ordered; all of it stands in the address. */
export function AgentFilters({ search, setSearch, facets }: AgentFiltersProps) {
  useShortcut('/', () => document.getElementById(searchFieldId)?.focus(), 'Search agents');
  const flags = [
    { key: 'held', label: 'Held', count: facets?.heldCount },
    { key: 'outside', label: 'Paused outside', count: facets?.pausedOutsideCount },
    { key: 'offline', label: 'Without a lease', count: facets?.offlineCount },
  ] as const;
  return (
    <search className="flex flex-wrap items-start gap-2 px-gutter pb-2">
      <Field label="Name or id" name="q" isLabelHidden isRequired className="min-w-0 grow sm:max-w-64">
        <Input
          id={searchFieldId}
          type="search"
          placeholder="Name or id"
          value={search.q}
          onChange={({ target }) =>
            setSearch({ q: target.value }, { limitUrlUpdates: debounce(typingPauseMs) })
          }
        />
      </Field>
      {flags.map(({ key, label, count }) => (
        <Button
          key={key}
          aria-pressed={search[key]}
          onClick={() => setSearch({ [key]: !search[key] })}
          className={search[key] ? 'border-accent-line bg-accent-soft text-accent' : undefined}
        >
          {label} {count === undefined ? null : <span className="font-normal tabular-nums">{count}</span>}
        </Button>
      ))}
      <FilterMenu
        label="Status"
        known={(facets?.statuses ?? []).map(({ value, count }) => ({
          value,
          label: `${value} (${count})`,
        }))}
        selected={search.status}
        onChange={(status) => setSearch({ status })}
      />
      <FilterMenu
        label="Workspace"
        known={(facets?.workspaces ?? []).map(({ value, name, count }) => ({
          value,
          label: `${name ?? value} (${count})`,
        }))}
        selected={search.workspace}
        onChange={(workspace) => setSearch({ workspace })}
      />
      <Field label="Order" name="sort" isLabelHidden isRequired className="w-44">
        <Select
          value={search.sort}
          onChange={({ target }) =>
            setSearch({ sort: agentSorts.find((sort) => sort === target.value) ?? 'name' })
          }
        >
          {agentSorts.map((sort) => (
            <option key={sort} value={sort}>
              {agentSortNames[sort]}
            </option>
          ))}
        </Select>
      </Field>
      {isNarrowed(search) ? (
        <Button variant="ghost" onClick={() => setSearch(null)}>
          Clear all
        </Button>
      ) : null}
    </search>
  );
}
