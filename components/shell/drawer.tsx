'use client';

import { X } from 'lucide-react';
import * as Primitive from 'radix-ui/dialog';
import type { ReactNode } from 'react';
import type { NavItem } from '@/components/shell/nav-item';
import { NavList } from '@/components/shell/nav-list';
import { overlayStyle } from '@/components/ui/dialog-style';
import { useReturnFocus } from '@/components/ui/use-return-focus';

export type DrawerProps = {
  isOpen: boolean;
  onOpenChange: (isOpen: boolean) => void;
  nav: readonly NavItem[];
  foot: ReactNode;
};

/** The sidebar of a phone. */
export function Drawer({ isOpen, onOpenChange, nav, foot }: DrawerProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className={overlayStyle} />
        <DrawerBox nav={nav} foot={foot} close={() => onOpenChange(false)} />
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function DrawerBox({ nav, foot, close }: { nav: readonly NavItem[]; foot: ReactNode; close: () => void }) {
  const returnFocus = useReturnFocus();
  return (
    <Primitive.Content
      aria-describedby={undefined}
      className="fixed inset-y-0 left-0 z-50 flex w-70 max-w-[85vw] flex-col gap-2 overflow-y-auto border-r bg-sunken px-2.5 pt-1 pb-4 outline-none"
      {...returnFocus}
    >
      <div className="flex items-center justify-between pl-2">
        <Primitive.Title className="font-semibold">Holdfast</Primitive.Title>
        <Primitive.Close
          aria-label="Close menu"
          className="inline-grid size-control-touch place-items-center rounded-control"
        >
          <X size={18} aria-hidden="true" />
        </Primitive.Close>
      </div>
      <nav aria-label="Main">
        <NavList items={nav} onChoose={close} />
      </nav>
      <div className="mt-auto grid gap-3 px-2">{foot}</div>
    </Primitive.Content>
  );
}
