'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { type ExecutionSearch, explorerHref } from '@/components/executions/search-params';
import { Button } from '@/components/ui/button';
import { Checkbox } from '@/components/ui/checkbox';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

/** What stands behind the question mark of the explorer's address. */
export const searchText = (search: ExecutionSearch): string => explorerHref(search).split('?')[1] ?? '';

/** Saves what is shown now under a name. */
export function SaveViewForm({ search }: { search: ExecutionSearch }) {
  const queryClient = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [idempotencyKey, setIdempotencyKey] = useState(() => newIdempotencyKey());
  const { mutate, isPending, error } = useMutation({
    mutationFn: (input: { name: string; isShared: boolean }) =>
      callLater(
        async () => (await import('@/lib/saved-views/endpoints')).saveViewEndpoint,
        { ...input, search: searchText(search) },
        { idempotencyKey },
      ),
    onSuccess: () => form.current?.reset(),
    onSettled: () => {
      setIdempotencyKey(newIdempotencyKey());
      return queryClient.invalidateQueries({ queryKey: ['saved-views'] });
    },
  });
  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    if (!isPending) mutate({ name: String(data.get('name') ?? '').trim(), isShared: data.has('isShared') });
  }
  const fault = formFault(error);
  return (
    <form ref={form} onSubmit={submit} noValidate className="grid gap-2 border-t pt-3">
      <Field label="Save what is shown as" name="name" error={formErrors(error).name} isRequired>
        <Input maxLength={60} autoComplete="off" />
      </Field>
      <Checkbox name="isShared" label="Everybody sees it" />
      <div role="alert">{fault ? <p className="text-danger text-small">{fault}</p> : null}</div>
      <Button type="submit" isBusy={isPending}>
        {isPending ? 'Saving…' : 'Save view'}
      </Button>
    </form>
  );
}
