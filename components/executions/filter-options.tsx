'use client';

import { type FormEvent, useState } from 'react';
import { buildFilterOptions, type FilterOption } from '@/components/executions/build-filter-options';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { Facet } from '@/lib/executions/explore-schema';

export type FilterOptionsProps = {
  label: string;
  /** What it can be set to, whether or not anything matches now. */
  known: readonly FilterOption[];
  facet?: Facet | undefined;
  selected: readonly string[];
  onChange: (selected: string[]) => void;
};

/** More than these are found by typing. */
const seenAtOnce = 8;

/** What is inside a filter's menu: values to tick, with how many each would show. */
export function FilterOptions({ label, known, facet, selected, onChange }: FilterOptionsProps) {
  const [typed, setTyped] = useState('');
  const { options, hiddenCount } = buildFilterOptions({ known, facet, selected, typed });
  const all = buildFilterOptions({ known, facet, selected, typed: '' });
  const toggle = (value: string, isOn: boolean) =>
    onChange(isOn ? [...selected, value] : selected.filter((it) => it !== value));

  /** Enter takes what was typed as it is: a value need not have been seen yet. */
  function take(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const value = typed.trim();
    if (value === '') return;
    const [first, another] = options;
    const wanted = first && another === undefined ? first.value : value;
    if (!selected.includes(wanted)) onChange([...selected, wanted]);
    setTyped('');
  }

  return (
    <>
      {all.options.length + all.hiddenCount > seenAtOnce || facet?.values.length === 0 ? (
        <form onSubmit={take}>
          <Field label={`Find in ${label.toLowerCase()}`} name="typed" isLabelHidden isRequired>
            <Input
              type="search"
              placeholder="Find, or type it whole"
              value={typed}
              onChange={({ target }) => setTyped(target.value)}
            />
          </Field>
        </form>
      ) : null}
      {options.length === 0 ? (
        <p className="text-ink-3">
          {typed ? 'None is called that. Enter takes it all the same.' : 'None so far.'}
        </p>
      ) : null}
      <div className="grid max-h-72 gap-1.5 overflow-y-auto">
        {options.map(({ value, label: text, count }) => (
          <div key={value} className="flex items-center justify-between gap-3">
            <Checkbox
              label={<span className="wrap-anywhere">{text}</span>}
              checked={selected.includes(value)}
              onChange={({ target }) => toggle(value, target.checked)}
            />
            <span className="shrink-0 text-ink-3 text-small tabular-nums">{count}</span>
          </div>
        ))}
      </div>
      {hiddenCount > 0 ? (
        <p className="text-ink-3 text-small">
          {hiddenCount.toLocaleString('en-GB')} more; type to find them.
        </p>
      ) : null}
      {facet?.isCapped ? (
        <p className="text-ink-3 text-small">Counted in the newest 10,000 that match; there are more.</p>
      ) : null}
      {facet?.isCut ? (
        <p className="text-ink-3 text-small">Only the most frequent show how many they have.</p>
      ) : null}
      {facet && !facet.isCounted ? (
        <p className="text-ink-3 text-small">Counting took too long. A narrower window has counts.</p>
      ) : null}
      {selected.length > 0 ? (
        <Button size="small" onClick={() => onChange([])}>
          Clear
        </Button>
      ) : null}
    </>
  );
}
