'use client';

import {
  type ExecutionSearch,
  type ExecutionWindow,
  executionWindows,
} from '@/components/executions/search-params';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { Input } from '@/components/ui/input';
import { Popover, PopoverContent, PopoverTrigger } from '@/components/ui/popover';
import { RadioCards } from '@/components/ui/radio-cards';

type Window = Pick<ExecutionSearch, 'window' | 'since' | 'until'>;

const names: Record<ExecutionWindow, string> = {
  '1h': 'Last hour',
  '24h': 'Last 24 hours',
  '7d': 'Last 7 days',
  '90d': 'Last 90 days',
};

type WindowMenuProps = { window: Window; onChange: (window: Window) => void };

/** When: one of the usual windows, or a beginning and an end of one's own, in UTC. */
export function WindowMenu({ window, onChange }: WindowMenuProps) {
  const isOwn = window.since !== null || window.until !== null;
  const setOwn = (form: FormData) =>
    onChange({ ...window, since: utcOf(form.get('since')), until: utcOf(form.get('until')) });
  return (
    <Popover>
      <PopoverTrigger asChild>
        <Button className={isOwn ? 'border-accent-line bg-accent-soft text-accent' : undefined}>
          {isOwn ? wordsFor(window) : names[window.window]}
        </Button>
      </PopoverTrigger>
      <PopoverContent aria-label="Window of time" className="grid gap-3">
        <RadioCards
          legend="Window"
          name="window"
          className="sm:grid-flow-row"
          options={executionWindows.map((value) => ({ value, label: names[value] }))}
          {...(isOwn ? {} : { value: window.window })}
          onChange={(value) => onChange({ window: value, since: null, until: null })}
        />
        <form action={setOwn} className="grid gap-2 border-t pt-3">
          <Field label="From, UTC" name="since">
            <Input type="datetime-local" step={1} defaultValue={fieldOf(window.since)} />
          </Field>
          <Field label="To, UTC" name="until">
            <Input type="datetime-local" step={1} defaultValue={fieldOf(window.until)} />
          </Field>
          <Button type="submit">Use this window</Button>
        </form>
      </PopoverContent>
    </Popover>
  );
}

function utcOf(value: FormDataEntryValue | null): string | null {
  return typeof value === 'string' && value !== '' ? new Date(`${value}Z`).toISOString() : null;
}

const fieldOf = (at: string | null): string => at?.slice(0, 19) ?? '';

function wordsFor({ since, until }: Window): string {
  const short = (at: string) => `${at.slice(0, 16).replace('T', ' ')}Z`;
  if (since && until) return `${short(since)} to ${short(until)}`;
  return since ? `since ${short(since)}` : `until ${short(until ?? '')}`;
}
