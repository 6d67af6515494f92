import type { Metadata } from 'next';
import Link from 'next/link';
import { SignInFrame } from '@/components/account/sign-in-frame';
import { Button } from '@/components/ui/button';
import { linkFault } from '@/lib/auth/link-fault';

export const metadata: Metadata = { title: 'Sign in with a link' };

type Search = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** A button stands between the link and its use: what opens addresses by itself, to preview or to scan them, presses none. */
export default async function SignInLinkPage({ searchParams }: Search) {
  const { token, error } = await searchParams;
  if (typeof token !== 'string' || error !== undefined) {
    return (
      <SignInFrame title="This link does not sign you in">
        <p className="text-ink-2">{linkFault(error)}</p>
        <p className="mt-4">
          <Link href="/sign-in" className="text-accent hover:underline">
            Sign in with a password
          </Link>
        </p>
      </SignInFrame>
    );
  }
  return (
    <SignInFrame title="Sign in with a one-time link">
      <form action="/api/auth/magic-link/verify" className="grid gap-3.5">
        <input type="hidden" name="token" value={token} />
        <input type="hidden" name="callbackURL" value="/settings/account" />
        <input type="hidden" name="errorCallbackURL" value="/sign-in/link" />
        <p className="text-ink-2">The link works once. It signs you in on this device.</p>
        <Button type="submit" variant="primary" size="touch">
          Sign in
        </Button>
      </form>
    </SignInFrame>
  );
}
