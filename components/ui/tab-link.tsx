'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';

/** Tabs that are pages: each has an address, so it can be opened, shared and gone back to. */
export function TabNav({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <nav
      aria-label={label}
      className={cn('flex gap-4.5 overflow-x-auto border-b px-gutter [scrollbar-width:none]', className)}
    >
      {children}
    </nav>
  );
}

export type TabLinkProps = {
  href: string;
  count?: number | undefined;
  /** Left out: current when the path is `href` itself. */
  isCurrent?: boolean;
  children: ReactNode;
};

export function TabLink({ href, count, isCurrent, children }: TabLinkProps) {
  const pathname = usePathname();
  const current = isCurrent ?? pathname === href.split('?')[0];
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex items-baseline gap-1.5 whitespace-nowrap py-2.25 text-ink-2 hover:text-ink focus-visible:-outline-offset-2',
        current && 'font-medium text-ink shadow-[inset_0_-2px_var(--ink)]',
      )}
    >
      {children}
      {count === undefined ? null : <span className="text-ink-3 text-micro tabular-nums">{count}</span>}
    </Link>
  );
}
