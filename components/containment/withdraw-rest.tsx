'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import type { HeldScope } from '@/lib/containment/containment';
import { countOf } from '@/lib/containment/hold-words';
import { containmentOf } from '@/lib/containment/queries';
import { isUnasked } from '@/lib/containment/summarise-containment';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';

type Props = { incidentRef: string; holdId: string; scopes: HeldScope[] };

/** Cancels what of a stop XEM was not asked about yet. Nothing is drawn once all of it was. */
export function WithdrawRest({ incidentRef, holdId, scopes }: Props) {
  const queryClient = useQueryClient();
  const [isOpen, setOpen] = useState(false);
  const withdraw = useMutation({
    mutationFn: (reason: string) =>
      callLater(async () => (await import('@/lib/containment/endpoints')).withdrawHoldEndpoint, {
        incidentRef,
        holdId,
        reason,
      }),
    onSuccess: () => setOpen(false),
    onSettled: () => queryClient.invalidateQueries({ queryKey: containmentOf(incidentRef).queryKey }),
  });
  const count = scopes.filter((scope) => scope.holdIds.includes(holdId) && isUnasked(scope)).length;
  if (count === 0) return null;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    withdraw.mutate(String(new FormData(event.currentTarget).get('reason') ?? ''));
  };
  if (!isOpen) {
    return (
      <Button size="small" className="pointer-coarse:h-control-touch" onClick={() => setOpen(true)}>
        Cancel the rest: {countOf(count, 'agent')}…
      </Button>
    );
  }
  return (
    <form onSubmit={submit} noValidate className="grid gap-2 border-line-strong border-l-2 pl-2.5">
      <p className="text-ink-2">
        {countOf(count, 'agent')} that XEM was not asked about yet {count === 1 ? 'is' : 'are'} given up.
        Those that it was asked about stay held.
      </p>
      <Field
        label="Why"
        name="reason"
        isRequired
        error={formErrors(withdraw.error).reason ?? formFault(withdraw.error) ?? undefined}
      >
        <Input autoComplete="off" maxLength={1_000} className="pointer-coarse:h-control-touch" />
      </Field>
      <div className="flex flex-wrap gap-2 pointer-coarse:[&>button]:h-control-touch">
        <Button type="submit" variant="primary" isBusy={withdraw.isPending}>
          Cancel the rest
        </Button>
        <Button onClick={() => setOpen(false)}>Go on stopping</Button>
      </div>
    </form>
  );
}
