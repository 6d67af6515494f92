'use client';

import dynamic from 'next/dynamic';
import type { FilterOptionsProps } from '@/components/executions/filter-options';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

const FilterOptions = dynamic(
  () => import('@/components/executions/filter-options').then((module) => module.FilterOptions),
  { ssr: false },
);

/** One filter: what it is set to, and behind it what it can be set to. Several values mean any of them. */
export function FilterMenu(props: FilterOptionsProps) {
  const { label, known, facet, selected } = props;
  const [only, another] = selected;
  const name =
    known.find(({ value }) => value === only)?.label ??
    facet?.values.find(({ value }) => value === only)?.name ??
    only;
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className={only === undefined ? undefined : 'border-accent-line bg-accent-soft text-accent'}>
          {label}
          {only === undefined ? null : (
            <span className="max-w-40 truncate font-normal">
              {another === undefined ? name : selected.length}
            </span>
          )}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={`Filter by ${label.toLowerCase()}`} className="grid gap-2">
        <FilterOptions {...props} />
      </PopoverContent>
    </Popover>
  );
}
