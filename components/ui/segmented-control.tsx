import { cn } from '@/components/ui/cn';

type Segment<Value extends string> = { value: Value; label: string };

export type SegmentedControlProps<Value extends string> = {
  /** Read aloud, not drawn. */
  legend: string;
  name: string;
  segments: readonly Segment<Value>[];
  value: Value;
  onChange: (value: Value) => void;
  className?: string;
};

/** Two to four exclusive views of the same thing. */
export function SegmentedControl<Value extends string>(props: SegmentedControlProps<Value>) {
  const { legend, name, segments, value, onChange, className } = props;
  return (
    <fieldset className={cn('inline-flex shrink-0 rounded-control border bg-surface', className)}>
      <legend className="sr-only">{legend}</legend>
      {segments.map((segment) => (
        <label
          key={segment.value}
          className={cn(
            'relative inline-flex h-[calc(var(--control)-2px)] items-center whitespace-nowrap px-2.25 text-ink-2 first-of-type:rounded-l-[5px] last-of-type:rounded-r-[5px]',
            'hover:text-ink has-checked:bg-fill has-checked:font-medium has-checked:text-ink',
            'has-focus-visible:outline-2 has-focus-visible:outline-accent',
          )}
        >
          <input
            type="radio"
            name={name}
            value={segment.value}
            checked={segment.value === value}
            onChange={() => onChange(segment.value)}
            className="sr-only"
          />
          {segment.label}
        </label>
      ))}
    </fieldset>
  );
}
