import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

const shapes = {
  triangle: <path d="M6 1.4 11.4 10.8H.6z" />,
  square: <path d="M1.5 1.5h9v9h-9z" />,
  diamond: <path d="M6 .4 11.6 6 6 11.6.4 6z" />,
  dot: <circle cx="6" cy="6" r="4.2" />,
  ring: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
  'dashed-ring': (
    <circle
      cx="6"
      cy="6"
      r="4"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeDasharray="2.1 2.1"
    />
  ),
  half: (
    <>
      <circle cx="6" cy="6" r="4.6" fill="none" stroke="currentColor" strokeWidth="1.2" />
      <path d="M6 1.4a4.6 4.6 0 0 0 0 9.2z" />
    </>
  ),
  bar: <path d="M3.6 1h4.8v10H3.6z" />,
  check: <path d="m2 6.4 2.8 2.8L10.2 3" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  cross: <path d="m2.4 2.4 7.2 7.2m0-7.2L2.4 9.6" fill="none" stroke="currentColor" strokeWidth="1.7" />,
  clock: (
    <g fill="none" stroke="currentColor" strokeWidth="1.3">
      <circle cx="6" cy="6" r="4.8" />
      <path d="M6 3.2V6l2 1.4" />
    </g>
  ),
  dash: <path d="M2 6h8" stroke="currentColor" strokeWidth="1.7" />,
  question: (
    <g fill="none" stroke="currentColor" strokeWidth="1.5">
      <path d="M3.8 4.2C3.8 2.7 4.8 2 6 2s2.2.8 2.2 2c0 1.6-2.2 1.7-2.2 3.4" />
      <path d="M6 9.2v1.2" />
    </g>
  ),
  lock: (
    <>
      <path d="M2.2 5.4h7.6v5.4H2.2z" />
      <path d="M3.8 5.4V3.8a2.2 2.2 0 0 1 4.4 0v1.6" fill="none" stroke="currentColor" strokeWidth="1.3" />
    </>
  ),
  up: <path d="M6 10.6V2M2.6 5.2 6 1.8l3.4 3.4" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} satisfies Record<string, ReactNode>;

export type Glyph = keyof typeof shapes;

/** A small drawn sign. Always beside a word, so it is hidden from assistive technology. */
export function StatusGlyph({ glyph, className, ...rest }: { glyph: Glyph } & ComponentProps<'svg'>) {
  return (
    <svg
      viewBox="0 0 12 12"
      fill="currentColor"
      aria-hidden="true"
      className={cn('size-2.75 shrink-0', className)}
      {...rest}
    >
      {shapes[glyph]}
    </svg>
  );
}
