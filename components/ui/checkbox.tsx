import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

export type CheckboxProps = Omit<ComponentProps<'input'>, 'type'> & { label: ReactNode; hint?: ReactNode };

/** A native checkbox with its label; the whole line is the target. */
export function Checkbox({ label, hint, className, ...props }: CheckboxProps) {
  return (
    <label
      className={cn(
        'flex min-h-6 items-start gap-2 has-disabled:opacity-50 pointer-coarse:min-h-control-touch pointer-coarse:items-center',
        className,
      )}
    >
      <span className="relative mt-0.5 inline-grid size-4 shrink-0 place-items-center pointer-coarse:size-5">
        <input
          type="checkbox"
          className="peer size-full appearance-none rounded-[4px] border border-line-control bg-surface checked:border-accent checked:bg-accent hover:border-ink-3"
          {...props}
        />
        <svg
          viewBox="0 0 12 12"
          aria-hidden="true"
          className="pointer-events-none invisible absolute size-3 text-surface peer-checked:visible"
        >
          <path d="m2 6.4 2.8 2.8L10.2 3" fill="none" stroke="currentColor" strokeWidth="2" />
        </svg>
      </span>
      <span className="min-w-0">
        {label}
        {hint ? <span className="block text-ink-3 text-small">{hint}</span> : null}
      </span>
    </label>
  );
}
