import type { Metadata } from 'next';
import { headers } from 'next/headers';
import { redirect } from 'next/navigation';
import { SignInForm } from '@/components/account/sign-in-form';
import { SignInFrame } from '@/components/account/sign-in-frame';
import { findActor } from '@/lib/context';

export const metadata: Metadata = { title: 'Sign in' };

export default async function SignInPage() {
  const actor = await findActor(new Headers(await headers()));
  if (actor) redirect('/');
  return (
    <SignInFrame title="Sign in">
      <SignInForm />
      <p className="mt-5 text-ink-3 text-small">
        No password yet, or forgotten? Open the one-time link that an admin gives you. The first start of
        Holdfast prints one for the first admin.
      </p>
    </SignInFrame>
  );
}
