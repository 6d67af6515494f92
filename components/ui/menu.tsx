'use client';

import dynamic from 'next/dynamic';
import { useState } from 'react';
import { Button, type ButtonProps } from '@/components/ui/button';

const loadList = () => import('@/components/ui/menu-list').then((module) => module.MenuList);
const MenuList = dynamic(loadList, { ssr: false });

export type MenuItem = {
  /** Unique in its menu. */
  label: string;
  onSelect: () => void;
  tone?: 'danger';
  isDisabled?: boolean;
  /** A hairline above it. */
  isParted?: boolean;
};

export type MenuProps = Omit<ButtonProps, 'asChild' | 'onClick'> & {
  /** Names the list: 'More for INC-7'. */
  label: string;
  items: readonly MenuItem[];
};

/** A button with a list of actions. The list is fetched when somebody reaches for it. */
export function Menu({ label, items, children, ...rest }: MenuProps) {
  const [isOpen, setOpen] = useState(false);
  const [wasOpened, setWasOpened] = useState(false);
  function open() {
    setWasOpened(true);
    setOpen(true);
  }
  return (
    <span className="relative inline-flex">
      <Button
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onPointerEnter={loadList}
        onFocus={loadList}
        onClick={() => (isOpen ? setOpen(false) : open())}
        onKeyDown={(event) => {
          if (event.key !== 'ArrowDown') return;
          event.preventDefault();
          open();
        }}
        {...rest}
      >
        {children}
      </Button>
      {wasOpened ? <MenuList label={label} items={items} isOpen={isOpen} onOpenChange={setOpen} /> : null}
    </span>
  );
}
