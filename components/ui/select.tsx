'use client';

import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { controlStyle } from '@/components/ui/control-style';
import { useFieldControl } from '@/components/ui/field-context';

/** The native select, so that phones and screen readers bring their own. Options are `<option>` children. */
export function Select({ className, children, ...props }: ComponentProps<'select'>) {
  const field = useFieldControl(props);
  return (
    <span className={cn('relative inline-grid w-full min-w-0', className)}>
      <select className={cn(controlStyle, 'h-control appearance-none pr-7')} {...props} {...field}>
        {children}
      </select>
      <svg
        viewBox="0 0 12 12"
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2.5 size-2.5 -translate-y-1/2 text-ink-2"
      >
        <path d="m2 4 4 4 4-4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      </svg>
    </span>
  );
}
