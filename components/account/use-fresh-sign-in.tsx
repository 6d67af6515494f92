'use client';

import dynamic from 'next/dynamic';
import { type ReactNode, useState } from 'react';
import { isAppError } from '@/lib/errors';

const FreshSignInDialog = dynamic(
  () => import('@/components/account/fresh-sign-in-dialog').then((module) => module.FreshSignInDialog),
  { ssr: false },
);

type FreshSignIn = {
  /** Runs it; where the server wants a proof first, asks for one and runs it again. What was typed stays as it is. */
  withProof: <Result>(run: () => Promise<Result>) => Promise<Result>;
  /** To be drawn beside the form, not in it. */
  proofDialog: ReactNode;
};

/** For a form whose action needs a fresh sign-in. Closing the question leaves the refusal as the outcome. */
export function useFreshSignIn(): FreshSignIn {
  const [asking, setAsking] = useState<{ settle: (isProven: boolean) => void } | null>(null);
  return {
    async withProof(run) {
      try {
        return await run();
      } catch (error) {
        if (!isAppError(error, 'fresh_sign_in_required')) throw error;
        const isProven = await new Promise<boolean>((settle) => setAsking({ settle }));
        setAsking(null);
        if (!isProven) throw error;
        return run();
      }
    },
    proofDialog: asking ? (
      <FreshSignInDialog onProven={() => asking.settle(true)} onClose={() => asking.settle(false)} />
    ) : null,
  };
}
