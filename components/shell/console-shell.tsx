import Link from 'next/link';
import type { ReactNode } from 'react';
import { BrandMark } from '@/components/shell/brand';
import { NavCommands } from '@/components/shell/nav-commands';
import type { NavItem } from '@/components/shell/nav-item';
import { NavList } from '@/components/shell/nav-list';
import { PaletteButton } from '@/components/shell/palette-button';
import { TopBar } from '@/components/shell/top-bar';

export type ConsoleShellProps = {
  nav: readonly NavItem[];
  /** How old each source is; stands above the user menu, and in the phone's drawer. */
  freshness?: ReactNode;
  userMenu?: ReactNode;
  /** What must be in reach of every page: at the top of a phone, above the search on a desk. */
  action?: ReactNode;
  /** Above every page, across its whole width: signed out, database away, no connection. */
  banner?: ReactNode;
  children: ReactNode;
};

/** The frame of every console page: places on the left, the page on the right. */
export function ConsoleShell({ nav, freshness, userMenu, action, banner, children }: ConsoleShellProps) {
  const foot = (
    <>
      {freshness}
      {userMenu}
    </>
  );
  return (
    <div className="min-h-dvh md:grid md:grid-cols-[var(--sidebar)_minmax(0,1fr)] print:block">
      <a
        href="#content"
        className="absolute -top-20 left-2 z-50 rounded-control border bg-surface px-3 py-2 font-medium focus:top-2"
      >
        Skip to content
      </a>
      <NavCommands destinations={nav.map(({ href, label, keys }) => ({ href, label, keys }))} />
      <TopBar nav={nav} foot={foot} action={action} />
      <aside className="sticky top-0 hidden h-dvh flex-col gap-3 overflow-y-auto border-r bg-sunken px-2.5 py-3.5 md:flex print:hidden">
        <Link href="/" className="flex items-center gap-2 px-2 pt-0.5 pb-1 font-semibold tracking-[-0.01em]">
          <BrandMark className="size-4.5" />
          Holdfast
        </Link>
        <nav aria-label="Main">
          <NavList items={nav} />
        </nav>
        <div className="mt-auto grid gap-2">
          {freshness ? <div className="px-2">{freshness}</div> : null}
          {action}
          <PaletteButton />
          {userMenu}
        </div>
      </aside>
      <div className="flex min-w-0 flex-col">
        {banner}
        <main id="content" tabIndex={-1} className="min-w-0 flex-1 outline-none">
          {children}
        </main>
      </div>
    </div>
  );
}
