import type { ComponentProps } from 'react';
import { cn } from '@/components/ui/cn';
import { ScrollRegion } from '@/components/ui/scroll-region';

export type TableProps = ComponentProps<'table'> & {
  /** Names the table; drawn only for screen readers. */
  caption: string;
};

/** Dense rows under hairlines. Too wide for the place, it scrolls inside itself, by keyboard too. */
export function Table({ caption, className, children, ...rest }: TableProps) {
  return (
    <ScrollRegion label={`${caption}, table`} className="relative min-w-0 overflow-x-auto">
      <table className={cn('w-full border-collapse text-left tabular-nums', className)} {...rest}>
        <caption className="sr-only">{caption}</caption>
        {children}
      </table>
    </ScrollRegion>
  );
}

export function TableHead(props: ComponentProps<'thead'>) {
  return <thead {...props} />;
}

export function TableBody(props: ComponentProps<'tbody'>) {
  return <tbody {...props} />;
}

export function TableRow({ className, ...rest }: ComponentProps<'tr'>) {
  return (
    <tr className={cn('border-b hover:bg-fill/40 [thead_&]:hover:bg-transparent', className)} {...rest} />
  );
}

export function TableHeader({ className, scope = 'col', ...rest }: ComponentProps<'th'>) {
  return (
    <th
      scope={scope}
      className={cn(
        'whitespace-nowrap py-1.5 pr-4 font-medium text-ink-3 text-small last:pr-0',
        scope === 'row' && 'py-row text-body text-ink',
        className,
      )}
      {...rest}
    />
  );
}

export function TableCell({ className, ...rest }: ComponentProps<'td'>) {
  return <td className={cn('py-row pr-4 align-middle last:pr-0', className)} {...rest} />;
}
