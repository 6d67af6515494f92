'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { type FormEvent, useState } from 'react';
import { searchText } from '@/components/executions/save-view-form';
import type { ExecutionSearch } from '@/components/executions/search-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Menu } from '@/components/ui/menu';
import { callLater } from '@/lib/http/call-later';
import { formFault } from '@/lib/http/form-errors';
import type { SavedView } from '@/lib/saved-views/endpoints';

type Change = { name?: string; search?: string; isShared?: boolean } | 'delete';

/** One saved view: a link, and for who may change it, what can be done. */
export function ViewRow({ view, search }: { view: SavedView; search: ExecutionSearch }) {
  const { viewId, name, isShared, isMine, ownerName, canChange } = view;
  const queryClient = useQueryClient();
  const [asks, setAsks] = useState<'rename' | 'delete' | null>(null);
  const { mutate, isPending, error } = useMutation({
    mutationFn: (change: Change): Promise<unknown> =>
      change === 'delete'
        ? callLater(async () => (await import('@/lib/saved-views/endpoints')).deleteViewEndpoint, { viewId })
        : callLater(async () => (await import('@/lib/saved-views/endpoints')).changeViewEndpoint, {
            viewId,
            ...change,
          }),
    onSuccess: () => setAsks(null),
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['saved-views'] }),
  });

  function rename(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    mutate({ name: String(new FormData(event.currentTarget).get('name') ?? '').trim() });
  }

  return (
    <li className="py-0.5">
      {asks === 'rename' ? (
        <form onSubmit={rename} className="flex items-end gap-2">
          <Field label={`New name of ${name}`} name="name" isLabelHidden isRequired className="min-w-0 grow">
            <Input defaultValue={name} maxLength={60} autoComplete="off" />
          </Field>
          <Button type="submit" isBusy={isPending}>
            Rename
          </Button>
        </form>
      ) : asks === 'delete' ? (
        <div className="flex flex-wrap items-center gap-2">
          <span className="min-w-0 grow">
            Delete {name}
            {isShared ? ' for everybody' : ''}?
          </span>
          <Button size="small" onClick={() => setAsks(null)}>
            Keep
          </Button>
          <Button size="small" variant="danger" isBusy={isPending} onClick={() => mutate('delete')}>
            Delete
          </Button>
        </div>
      ) : (
        <div className="flex items-center gap-2">
          <Link
            href={`/executions?${view.search}`}
            className="min-w-0 grow truncate py-0.5 hover:underline pointer-coarse:py-2"
          >
            {name}
            {isMine ? null : ' '}
            {isMine ? null : <span className="text-ink-3 text-small">by {ownerName}</span>}
          </Link>
          {isShared && isMine ? <span className="text-ink-3 text-micro">shared</span> : null}
          {canChange ? (
            <Menu
              label={`Change ${name}`}
              aria-label={`Change ${name}`}
              size="small"
              variant="ghost"
              items={[
                { label: 'Rename', onSelect: () => setAsks('rename') },
                {
                  label: 'Replace by what is shown',
                  onSelect: () => mutate({ search: searchText(search) }),
                },
                {
                  label: isShared ? 'Keep to yourself' : 'Share with everybody',
                  onSelect: () => mutate({ isShared: !isShared }),
                },
                { label: 'Delete', tone: 'danger', isParted: true, onSelect: () => setAsks('delete') },
              ]}
            >
              …
            </Menu>
          ) : null}
        </div>
      )}
      {error ? (
        <p role="alert" className="text-danger text-small">
          {formFault(error) ?? error.message}
        </p>
      ) : null}
    </li>
  );
}
