'use client';

import Link from 'next/link';
import { usePathname } from 'next/navigation';
import type { NavItem } from '@/components/shell/nav-item';
import { cn } from '@/components/ui/cn';

export function NavList({ items, onChoose }: { items: readonly NavItem[]; onChoose?: () => void }) {
  const pathname = usePathname();
  return (
    <ul className="grid gap-0.5">
      {items.map((item) => {
        const isCurrent = item.href === '/' ? pathname === '/' : pathname.startsWith(item.href);
        return (
          <li key={item.href}>
            <Link
              href={item.href}
              aria-current={isCurrent ? 'page' : undefined}
              {...(onChoose ? { onClick: onChoose } : {})}
              className={cn(
                'flex items-center gap-2.25 rounded-control px-2 py-1.5 text-ink-2 hover:text-ink max-md:min-h-control-touch',
                isCurrent && 'bg-selected font-medium text-ink shadow-raised',
              )}
            >
              <span aria-hidden="true" className="shrink-0">
                {item.icon}
              </span>
              {item.label}
              {item.count === undefined || item.count === null ? null : (
                <span
                  className={cn(
                    'ml-auto font-medium text-ink-3 text-micro tabular-nums',
                    item.isHot && 'text-danger',
                  )}
                >
                  {item.count}
                </span>
              )}
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
