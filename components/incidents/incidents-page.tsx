'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { debounce, useQueryStates } from 'nuqs';
import { useIncidentDialogs } from '@/components/console/incident-dialogs';
import { IncidentRow } from '@/components/incidents/incident-row';
import { filterOf, incidentsSearch } from '@/components/incidents/incidents-search';
import { PageHeader } from '@/components/shell/page-header';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { RowList } from '@/components/ui/row-list';
import { SegmentedControl } from '@/components/ui/segmented-control';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { incidentList } from '@/lib/incidents/queries';
import { shownRows } from '@/lib/live/shown-rows';

const typingMs = 250;

/** All incidents, open ones first. */
export function IncidentsPage({ mayDeclare }: { mayDeclare: boolean }) {
  const { openDeclare } = useIncidentDialogs();
  const [search, setSearch] = useQueryStates(incidentsSearch);
  return (
    <>
      <PageHeader
        title="Incidents"
        actions={
          mayDeclare ? (
            <Button variant="primary" onClick={() => openDeclare()}>
              Declare
            </Button>
          ) : null
        }
      />
      <div className="flex flex-wrap items-center gap-2 px-gutter pb-2.5">
        <Field label="Search by title or number" isLabelHidden isRequired className="w-full sm:w-72">
          <Input
            type="search"
            required={false}
            defaultValue={search.q}
            placeholder="Title or number"
            autoComplete="off"
            onInput={(event) =>
              void setSearch({ q: event.currentTarget.value }, { limitUrlUpdates: debounce(typingMs) })
            }
          />
        </Field>
        <SegmentedControl
          legend="Which incidents"
          name="state"
          segments={[
            { value: 'all', label: 'All' },
            { value: 'open', label: 'Open' },
            { value: 'closed', label: 'Closed' },
          ]}
          value={search.state}
          onChange={(state) => void setSearch({ state })}
        />
      </div>
      <div className="px-gutter pb-section">
        <IncidentList filter={filterOf(search)} mayDeclare={mayDeclare} />
      </div>
    </>
  );
}

type IncidentListProps = { filter: ReturnType<typeof filterOf>; mayDeclare: boolean };

function IncidentList({ filter, mayDeclare }: IncidentListProps) {
  const list = useInfiniteQuery({ ...incidentList(filter), placeholderData: keepPreviousData });
  const incidents = shownRows(list);
  if (incidents === undefined) {
    return list.error ? (
      <ErrorState
        title="Incidents cannot be read"
        detail={list.error.message}
        onRetry={() => void list.refetch()}
        isRetrying={list.isFetching}
      />
    ) : (
      <SkeletonRows rows={6} label="Loading incidents" />
    );
  }
  if (incidents.length === 0) return <Nothing filter={filter} mayDeclare={mayDeclare} />;
  return (
    <>
      <RowList aria-label="Incidents" className="border-t">
        {incidents.map((incident) => (
          <IncidentRow key={incident.incidentId} incident={incident} />
        ))}
      </RowList>
      <ShowMore pages={list} label="Show older ones" />
    </>
  );
}

function Nothing({ filter: { text, state }, mayDeclare }: IncidentListProps) {
  if (text) return <EmptyState title="No incident matches." />;
  if (state === 'closed') return <EmptyState title="No incident is closed yet." />;
  return (
    <EmptyState
      mood="good"
      title={state === 'open' ? 'No open incidents. All is well.' : 'No incident was ever declared.'}
      {...(mayDeclare && { detail: 'Press c to declare one.' })}
    />
  );
}
