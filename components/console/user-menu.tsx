'use client';

import Link from 'next/link';
import { ThemeSwitch } from '@/components/shell/theme-switch';
import { UtcSwitch } from '@/components/shell/utc-switch';
import { Avatar } from '@/components/ui/avatar';
import { Button } from '@/components/ui/button';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { type Role, roleNames } from '@/lib/auth/role';

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
        <ThemeSwitch />
        <UtcSwitch />
        <div className="grid gap-1 border-t pt-2">
          <Link href="/settings/account" className="rounded-control px-2 py-1.5 hover:bg-fill">
            Settings
          </Link>
          <SignOut />
        </div>
      </PopoverContent>
    </Popover>
  );
}

function SignOut() {
  const signOut = async (): Promise<void> => {
    await fetch('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: '{}',
    });
    // A full load, so that nothing of this person stays in memory.
    window.location.assign('/sign-in');
  };
  return (
    <Button variant="ghost" onClick={signOut} className="justify-start px-2 font-normal">
      Sign out
    </Button>
  );
}
