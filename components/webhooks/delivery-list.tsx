'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { useQueryStates } from 'nuqs';
import { ReadError } from '@/components/account/read-error';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { Field } from '@/components/ui/field';
import { RowList } from '@/components/ui/row-list';
import { Section } from '@/components/ui/section';
import { Select } from '@/components/ui/select';
import { ShowMore } from '@/components/ui/show-more';
import { SkeletonRows } from '@/components/ui/skeleton';
import { deliveriesSearch, filterOf } from '@/components/webhooks/deliveries-search';
import { DeliveryRow } from '@/components/webhooks/delivery-row';
import { shownRows } from '@/lib/live/shown-rows';
import { deliveryList } from '@/lib/webhooks/queries';
import { fateLabels, keptDays, webhookFates } from '@/lib/webhooks/webhook';

/** What XEM sent, newest first. */
export function DeliveryList({ types }: { types: string[] }) {
  const [search, setSearch] = useQueryStates(deliveriesSearch);
  const list = useInfiniteQuery({
    ...deliveryList(filterOf(search)),
    placeholderData: keepPreviousData,
  });
  const deliveries = shownRows(list);
  const isFiltered = search.fate !== null || search.type !== null;
  // A type from the address stays to be chosen though nothing of it is kept.
  const known = search.type === null || types.includes(search.type) ? types : [...types, search.type];
  return (
    <Section title="Deliveries" note={`kept for ${keptDays} days`}>
      <div className="flex flex-wrap gap-2 py-2">
        <Field label="Fate" isLabelHidden isRequired className="w-full sm:w-44">
          <Select
            value={search.fate ?? ''}
            onChange={({ target }) =>
              void setSearch({ fate: webhookFates.find((fate) => fate === target.value) ?? null })
            }
          >
            <option value="">Any fate</option>
            {webhookFates.map((fate) => (
              <option key={fate} value={fate}>
                {fateLabels[fate]}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Type" isLabelHidden isRequired className="w-full sm:w-64">
          <Select
            value={search.type ?? ''}
            onChange={({ target }) => void setSearch({ type: target.value === '' ? null : target.value })}
          >
            <option value="">Any type</option>
            {known.map((type) => (
              <option key={type} value={type}>
                {type}
              </option>
            ))}
          </Select>
        </Field>
        {isFiltered ? (
          <Button variant="ghost" onClick={() => void setSearch({ fate: null, type: null })}>
            Clear
          </Button>
        ) : null}
      </div>
      {deliveries === undefined ? (
        list.error ? (
          <ReadError title="The deliveries could not be read." read={list} />
        ) : (
          <SkeletonRows rows={6} label="Reading the deliveries" />
        )
      ) : deliveries.length === 0 ? (
        <Nothing isFiltered={isFiltered} />
      ) : (
        <RowList aria-label="Deliveries" aria-busy={list.isPlaceholderData} className="border-t">
          {deliveries.map((delivery) => (
            <DeliveryRow key={delivery.eventId} delivery={delivery} />
          ))}
        </RowList>
      )}
      <ShowMore pages={list} label="Show older ones" />
    </Section>
  );
}

function Nothing({ isFiltered }: { isFiltered: boolean }) {
  if (isFiltered) return <EmptyState title="No delivery matches." />;
  return (
    <EmptyState
      title="Nothing has come by webhook."
      detail={
        <>
          Nothing is missing: Holdfast polls XEM every few seconds and{' '}
          <Link href="/" className="text-accent underline">
            shows how fresh it is
          </Link>
          . Webhooks only shorten the wait, to under a second.
        </>
      }
    />
  );
}
