'use client';

import { useMutation, useQuery } from '@tanstack/react-query';
import { FormDialog } from '@/components/incidents/form-dialog';
import { ErrorState } from '@/components/ui/error-state';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { SkeletonRows } from '@/components/ui/skeleton';
import { proveIdentityEndpoint, readIdentityProofEndpoint } from '@/lib/auth/endpoints';
import { proveIdentityInput } from '@/lib/auth/identity-proof-schema';
import { identityProof } from '@/lib/auth/queries';
import { AppError } from '@/lib/errors';
import { callApi } from '@/lib/http/api-client';
import { formErrors, formFault } from '@/lib/http/form-errors';

type FreshSignInDialogProps = { onProven: () => void; onClose: () => void };

/** Asks somebody who is signed in to prove that it is still them: by password, or by a new sign-in link without one. */
export function FreshSignInDialog({ onProven, onClose }: FreshSignInDialogProps) {
  const proof = useQuery(identityProof());
  const prove = useMutation({
    mutationFn: async (form: FormData) => {
      if (proof.data?.hasPassword === true) {
        return callApi(proveIdentityEndpoint, proveIdentityInput.parse({ password: form.get('password') }));
      }
      const now = await callApi(readIdentityProofEndpoint, {});
      if (now.isFresh) return now;
      throw new AppError(
        'fresh_sign_in_required',
        'No new sign-in link has been opened in this browser yet.',
      );
    },
    onSuccess: onProven,
  });
  const hasPassword = proof.data?.hasPassword === true;
  return (
    <FormDialog
      title="Is it still you?"
      description="This needs a sign-in of the last 15 minutes. What you typed stays as it is."
      action={proof.data?.hasPassword === false ? 'I have opened it, go on' : 'Confirm and go on'}
      busyAction="Checking…"
      isBusy={prove.isPending}
      fault={formFault(prove.error)}
      onSubmit={(form) => {
        if (proof.data) prove.mutate(form);
      }}
      onClose={onClose}
    >
      {proof.data === undefined ? (
        proof.error ? (
          <ErrorState
            title="How you can prove it could not be read"
            detail={proof.error.message}
            onRetry={() => void proof.refetch()}
            isRetrying={proof.isFetching}
          />
        ) : (
          <SkeletonRows rows={1} label="Reading how you can prove it" />
        )
      ) : hasPassword ? (
        <Field label="Your password" name="password" isRequired error={formErrors(prove.error).password}>
          <Input type="password" autoComplete="current-password" autoFocus />
        </Field>
      ) : (
        <p className="text-ink-2">
          You have no password. Open a new one-time sign-in link in this browser in another tab, then come
          back here. Another admin can make one; as long as no admin has a password, each start of Holdfast
          prints one.
        </p>
      )}
    </FormDialog>
  );
}
