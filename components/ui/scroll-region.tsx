import type { ReactNode } from 'react';

/** Not every browser lets the keyboard into a box that scrolls; this does. */
const reachable = { tabIndex: 0 };

/** A part of the page that scrolls within itself, named and in reach of the keyboard. */
export function ScrollRegion({
  label,
  className,
  children,
}: {
  label: string;
  className: string;
  children: ReactNode;
}) {
  return (
    <section aria-label={label} className={className} {...reachable}>
      {children}
    </section>
  );
}
