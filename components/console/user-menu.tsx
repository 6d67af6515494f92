'use client';

import dynamic from 'next/dynamic';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { type Role, roleNames } from '@/lib/auth/role';

const UserMenuItems = dynamic(
  () => import('@/components/console/user-menu-items').then((module) => module.UserMenuItems),
  { ssr: false, loading: () => <span className="h-44" /> },
);

export type Person = { name: string; role: Role };

/** Who is signed in, how the console looks to them, and the way out. */
export function UserMenu({ person }: { person: Person }) {
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button variant="ghost" className="w-full justify-start gap-2 px-2 font-normal">
          <Avatar name={person.name} />
          <span className="min-w-0 truncate">{person.name}</span>
          <span className="ml-auto text-ink-3 text-micro">{roleNames[person.role]}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="You" className="grid gap-3">
        <UserMenuItems />
      </PopoverContent>
    </Popover>
  );
}
