'use client';

import Link from 'next/link';
import { ThemeSwitch } from '@/components/shell/theme-switch';
import { UtcSwitch } from '@/components/shell/utc-switch';
import { Button } from '@/components/ui/button';

/** How the console looks, and the ways to the settings and out; fetched when the menu opens. */
export function UserMenuItems() {
  return (
    <>
      <ThemeSwitch />
      <UtcSwitch />
      <div className="grid gap-1 border-t pt-2">
        <Link href="/settings/account" className="rounded-control px-2 py-1.5 hover:bg-fill">
          Settings
        </Link>
        <SignOut />
      </div>
    </>
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
