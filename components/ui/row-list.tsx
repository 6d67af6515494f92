import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';

/** Rows under a hairline each. Columns are the row's own grid template, given as a class. */
export function RowList({ className, ...rest }: ComponentProps<'ul'>) {
  return <ul className={cn('min-w-0', className)} {...rest} />;
}

export function Row({ className, ...rest }: ComponentProps<'li'>) {
  return (
    <li
      className={cn(
        'grid min-w-0 items-center gap-x-3 gap-y-1 border-b py-row hover:bg-fill/40',
        'has-[a:focus-visible]:bg-fill/40',
        className,
      )}
      {...rest}
    />
  );
}
