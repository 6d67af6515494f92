'use client';

import { useIncidentHere } from '@/components/incidents/incident-context';
import { sourceNames } from '@/components/timeline/entry-source';
import { QuickField } from '@/components/timeline/quick-field';
import type { TimelineSearch } from '@/components/timeline/timeline-search';
import { Menu } from '@/components/ui/menu';
import { SegmentedControl } from '@/components/ui/segmented-control';
import type { TimelineFilter } from '@/lib/timeline/queries';
import { entrySources } from '@/lib/timeline/timeline-entry';

type Props = {
  search: TimelineSearch;
  onSearch: (search: Partial<TimelineSearch>) => void;
  order: TimelineFilter['order'];
  onOrder: (order: TimelineFilter['order']) => void;
};

const riskNames = { all: 'all', write: 'write and up', destructive: 'destructive and up' } as const;

/** What is shown of the log and how; all but the order stands in the address. */
export function TimelineToolbar({ search, onSearch, order, onOrder }: Props) {
  const { mayWrite } = useIncidentHere();
  const isLog = search.view === 'log';
  return (
    <div className="flex flex-wrap items-center gap-2 px-gutter py-2.5">
      <QuickField q={search.q} mayAdd={mayWrite} onSearch={(q) => onSearch({ q, view: 'log' })} />
      <SegmentedControl
        legend="What is shown"
        name="view"
        segments={[
          { value: 'log', label: 'Log' },
          { value: 'story', label: 'Story' },
        ]}
        value={search.view}
        onChange={(view) => onSearch({ view })}
      />
      {isLog ? <Filters search={search} onSearch={onSearch} /> : null}
      {isLog ? (
        <SegmentedControl
          className="ml-auto"
          legend="Order"
          name="order"
          segments={[
            { value: 'oldest', label: 'Oldest' },
            { value: 'newest', label: 'Newest' },
          ]}
          value={order}
          onChange={onOrder}
        />
      ) : null}
    </div>
  );
}

function Filters({ search, onSearch }: Pick<Props, 'search' | 'onSearch'>) {
  const { source, risk } = search;
  const toggle = (chosen: (typeof entrySources)[number]): void =>
    onSearch({
      source: source.includes(chosen) ? source.filter((other) => other !== chosen) : [...source, chosen],
    });
  return (
    <>
      <Menu
        label="Show entries from"
        items={[
          { label: 'All sources', onSelect: () => onSearch({ source: [] }) },
          ...entrySources.map((name) => ({
            label: `${source.includes(name) ? '✓ ' : ''}${sourceNames[name]}`,
            onSelect: () => toggle(name),
          })),
        ]}
      >
        Source: {source.length === 0 ? 'all' : source.map((name) => sourceNames[name]).join(', ')}
      </Menu>
      <Menu
        label="Show calls of at least this risk"
        items={(['all', 'write', 'destructive'] as const).map((least) => ({
          label: riskNames[least],
          onSelect: () => onSearch({ risk: least === 'all' ? null : least }),
        }))}
      >
        Risk: {riskNames[risk ?? 'all']}
      </Menu>
    </>
  );
}
