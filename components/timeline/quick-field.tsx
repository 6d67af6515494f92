'use client';

import { type FormEvent, useRef, useState } from 'react';
import { useIncidentHere } from '@/components/incidents/incident-context';
import { useIncidentChange } from '@/components/incidents/use-incident-change';
import { useShortcut } from '@/components/shell/commands';
import { announce } from '@/components/ui/announce';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { useTimeZone } from '@/components/ui/time-zone';
import { callLater } from '@/lib/http/call-later';
import { formErrors, formFault } from '@/lib/http/form-errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';
import { parseQuickEntry } from '@/lib/timeline/parse-quick-entry';

type Props = { q: string; mayAdd: boolean; onSearch: (q: string) => void };

/** One field for finding and for writing: `/t text | 14:02` adds to the log, anything else searches it. */
export function QuickField({ q, mayAdd, onSearch }: Props) {
  const { incidentRef } = useIncidentHere();
  const { shownZone } = useTimeZone();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();
  // The same words keep their key, so that a second press after a lost answer adds nothing twice.
  const sent = useRef({ typed: '', key: '' });
  const add = useIncidentChange(
    incidentRef,
    ({ text, happenedAt, key }: { text: string; happenedAt: Date | null; key: string }) =>
      callLater(
        async () => (await import('@/lib/timeline/endpoints')).addNoteEndpoint,
        { incidentRef, text, ...(happenedAt && { happenedAt: happenedAt.toISOString() }) },
        { idempotencyKey: key },
      ),
    () => {
      sent.current = { typed: '', key: '' };
      form.current?.reset();
      announce('Added to the log');
    },
  );
  const begin = (typed: string): void => {
    const input = form.current?.querySelector('input');
    if (!input) return;
    if (typed !== '') input.value = typed;
    input.focus();
  };
  useShortcut('/', () => begin(''), 'Search the log');
  useShortcut('t', () => (mayAdd ? begin('/t ') : undefined), 'Add to the log');

  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('quick'));
    setProblem(undefined);
    if (!(mayAdd && /^\s*\/t(\s|$)/.test(typed))) {
      onSearch(typed.trim());
      return;
    }
    const read = parseQuickEntry(typed, new Date(), shownZone);
    if (!read.isReadable) setProblem(read.problem);
    else if (!add.isPending) {
      if (sent.current.typed !== typed) sent.current = { typed, key: newIdempotencyKey() };
      add.mutate({ text: read.text, happenedAt: read.happenedAt, key: sent.current.key });
    }
  };
  const fault = problem ?? formFault(add.error) ?? Object.values(formErrors(add.error))[0];
  return (
    <form ref={form} onSubmit={submit} className="min-w-0 flex-[1_1_14rem] md:max-w-80">
      <Field
        label={mayAdd ? 'Search, or /t to add an entry' : 'Search the log'}
        name="quick"
        isLabelHidden
        isRequired
        error={fault}
      >
        <Input
          key={q}
          type="search"
          required={false}
          defaultValue={q}
          autoComplete="off"
          placeholder={mayAdd ? 'Search, or /t to add an entry' : 'Search the log'}
          // A search is undone by emptying the field, as its cross does.
          onInput={(event) => {
            setProblem(undefined);
            if (q !== '' && event.currentTarget.value === '') onSearch('');
          }}
        />
      </Field>
    </form>
  );
}
