import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type RadioCard<Value extends string> = {
  value: Value;
  label: ReactNode;
  detail?: ReactNode;
  isDisabled?: boolean;
};

export type RadioCardsProps<Value extends string> = {
  legend: ReactNode;
  name: string;
  options: readonly RadioCard<Value>[];
  /** Left out: uncontrolled, starting at `defaultValue`. */
  value?: Value;
  defaultValue?: Value;
  onChange?: (value: Value) => void;
  isLegendHidden?: boolean;
  /** Grid columns as a class; one column on a phone by default. */
  className?: string;
};

/** One choice of a few, each with a line that says what it means. Native radios, so arrows work. */
export function RadioCards<Value extends string>(props: RadioCardsProps<Value>) {
  const { legend, name, options, value, defaultValue, onChange, isLegendHidden, className } = props;
  return (
    <fieldset className="min-w-0">
      <legend className={cn('mb-1 text-ink-2 text-small', isLegendHidden && 'sr-only')}>{legend}</legend>
      <div className={cn('grid gap-2 sm:auto-cols-fr sm:grid-flow-col', className)}>
        {options.map((option) => (
          <label
            key={option.value}
            className={cn(
              'relative block min-w-0 rounded-card border px-2.75 py-2 transition-colors hover:border-line-control',
              'has-checked:border-held has-checked:bg-held-soft has-checked:inset-ring has-checked:inset-ring-held',
              'has-focus-visible:outline-2 has-focus-visible:outline-accent has-focus-visible:outline-offset-2',
              'has-disabled:opacity-50 pointer-coarse:min-h-control-touch',
            )}
          >
            <input
              type="radio"
              name={name}
              value={option.value}
              disabled={option.isDisabled}
              className="sr-only"
              {...(value === undefined
                ? { defaultChecked: option.value === defaultValue }
                : { checked: option.value === value })}
              onChange={() => onChange?.(option.value)}
            />
            <span className="flex items-center gap-2 font-medium">
              {option.label}
              <span
                aria-hidden="true"
                className="ml-auto size-3 shrink-0 rounded-full border border-line-control bg-surface [:checked~*>&]:border-[3.5px] [:checked~*>&]:border-held"
              />
            </span>
            {option.detail ? <span className="block text-ink-3 text-small">{option.detail}</span> : null}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
