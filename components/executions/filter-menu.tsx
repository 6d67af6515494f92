'use client';

import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';

export type FilterOption = { value: string; label: string };

type FilterMenuProps = {
  label: string;
  options: readonly FilterOption[];
  selected: readonly string[];
  onChange: (selected: string[]) => void;
};

/** Values of one filter to tick; several mean any of them. */
export function FilterMenu({ label, options, selected, onChange }: FilterMenuProps) {
  // A value from the address stays in the list although nothing in the last 90 days has it.
  const known = new Set(options.map(({ value }) => value));
  const strays = selected.filter((value) => !known.has(value)).map((value) => ({ value, label: value }));
  const all = [...options, ...strays];
  const [only] = all.filter(({ value }) => selected.includes(value));
  const chosen =
    selected.length === 0 ? null : selected.length === 1 && only ? only.label : String(selected.length);
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className={chosen ? 'border-accent-line bg-accent-soft text-accent' : undefined}>
          {label}
          {chosen ? <span className="max-w-40 truncate font-normal">{chosen}</span> : null}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label={`Filter by ${label.toLowerCase()}`} className="grid gap-2">
        {all.length === 0 ? <p className="text-ink-3">Nothing in the last 90 days.</p> : null}
        <div className="grid max-h-72 gap-1.5 overflow-y-auto">
          {all.map(({ value, label: text }) => (
            <Checkbox
              key={value}
              label={<span className="wrap-anywhere">{text}</span>}
              checked={selected.includes(value)}
              onChange={({ target }) =>
                onChange(target.checked ? [...selected, value] : selected.filter((it) => it !== value))
              }
            />
          ))}
        </div>
        {selected.length > 0 ? (
          <Button size="small" onClick={() => onChange([])}>
            Clear
          </Button>
        ) : null}
      </PopoverContent>
    </Popover>
  );
}
