'use client';

import { useMutation } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Banner } from '@/components/ui/banner';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { type SignInAnswer, signInFault } from '@/lib/auth/sign-in-fault';

/** Password sign-in. It goes to the sign-in library, not to the API, so errors come in its form. */
export function SignInForm() {
  const signIn = useMutation({
    mutationFn: askForSession,
    onSuccess: (fault) => {
      // A full load, so that nothing of an earlier person stays in memory.
      if (fault === null) window.location.assign('/');
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    signIn.mutate(new FormData(event.currentTarget));
  };
  const isLeaving = signIn.isSuccess && signIn.data === null;
  return (
    // Before the script runs a form goes by itself; it must not put the password into the address.
    <form method="post" onSubmit={submit} noValidate className="grid gap-3.5">
      <Field label="E-mail" name="email" isRequired>
        <Input type="email" autoComplete="username" autoFocus />
      </Field>
      <Field label="Password" name="password" isRequired>
        <Input type="password" autoComplete="current-password" />
      </Field>
      <div role="alert">
        {signIn.data ? (
          <Banner tone="danger" title="Not signed in.">
            {signIn.data}
          </Banner>
        ) : null}
      </div>
      <Button type="submit" variant="primary" size="touch" isBusy={signIn.isPending || isLeaving}>
        {signIn.isPending || isLeaving ? 'Signing in…' : 'Sign in'}
      </Button>
    </form>
  );
}

/** Null when it worked, else the sentence to show. */
async function askForSession(form: FormData): Promise<string | null> {
  const response = await fetch('/api/auth/sign-in/email', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ email: form.get('email'), password: form.get('password') }),
  }).catch(() => null);
  if (response?.ok) return null;
  return signInFault(response && (await readAnswer(response)));
}

async function readAnswer(response: Response): Promise<SignInAnswer> {
  const body: unknown = await response.json().catch(() => null);
  const { code } = Object(body) as { code?: unknown };
  const wait = Number(response.headers.get('x-retry-after'));
  return {
    status: response.status,
    code: typeof code === 'string' ? code : null,
    retryAfterSeconds: Number.isFinite(wait) && wait > 0 ? wait : null,
  };
}
