'use client';

import { Menu } from 'lucide-react';
import dynamic from 'next/dynamic';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { BrandMark } from '@/components/shell/brand';
import type { NavItem } from '@/components/shell/nav-item';
import { PaletteIconButton } from '@/components/shell/palette-button';
import { Button } from '@/components/ui/button';

const Drawer = dynamic(() => import('@/components/shell/drawer').then((module) => module.Drawer), {
  ssr: false,
});

type Props = { nav: readonly NavItem[]; foot: ReactNode; action: ReactNode };

/** What a phone has in place of the sidebar. The bottom of the screen stays free for the page's own actions. */
export function TopBar({ nav, foot, action }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  return (
    <header className="flex h-12 items-center gap-1 border-b bg-sunken px-1.5 md:hidden print:hidden">
      <Button
        variant="ghost"
        size="touch"
        aria-label="Menu"
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        className="w-control-touch px-0"
        onClick={() => {
          setWasOpened(true);
          setOpen(true);
        }}
      >
        <Menu size={18} aria-hidden="true" />
      </Button>
      <Link href="/" className="flex min-h-control-touch items-center gap-2 font-semibold">
        <BrandMark className="size-4.5" />
        Holdfast
      </Link>
      <span className="flex-1" />
      {action}
      <PaletteIconButton />
      {wasOpened ? <Drawer isOpen={isOpen} onOpenChange={setOpen} nav={nav} foot={foot} /> : null}
    </header>
  );
}
