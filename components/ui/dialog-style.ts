import { cn } from '@/components/ui/cn';

export const overlayStyle = 'fixed inset-0 z-40 bg-scrim';

export const boxStyle = cn(
  'fixed z-50 flex w-full flex-col overflow-hidden border-line-strong bg-surface shadow-floating outline-none',
  'max-md:inset-0 max-md:h-dvh',
  'md:top-1/2 md:left-1/2 md:max-h-[min(86dvh,56rem)] md:-translate-x-1/2 md:-translate-y-1/2 md:rounded-dialog md:border',
  // A form inside passes the height on, so that its body scrolls and its footer stays.
  '[&>form]:flex [&>form]:min-h-0 [&>form]:flex-1 [&>form]:flex-col',
);
