import { expect, test } from 'vitest';
import { cn } from '@/components/ui/cn';

type Case = [sentence: string, classes: (string | false | null | undefined)[], expected: string];

test.each<Case>([
  ['a later size replaces an earlier one', ['px-gutter py-2', 'px-4'], 'py-2 px-4'],
  ['one side stays beside the other', ['pl-2', 'pr-3'], 'pl-2 pr-3'],
  ['the whole replaces its sides', ['pl-2 pr-3', 'p-0'], 'p-0'],
  ['a size of text is not its colour', ['text-small text-ink-3', 'text-danger'], 'text-small text-danger'],
  ['alignment is neither', ['text-body text-ink', 'text-right'], 'text-body text-ink text-right'],
  ['a variant is a place of its own', ['bg-surface hover:bg-fill', 'bg-sunken'], 'hover:bg-fill bg-sunken'],
  ['display replaces display', ['inline-flex', 'grid'], 'grid'],
  ['direction is not display', ['flex flex-col', 'flex-row'], 'flex flex-row'],
  ['a bare border takes part', ['border border-line', 'border-0'], 'border-line border-0'],
  ['colour of a border is not its width', ['border border-line', 'border-danger'], 'border border-danger'],
  ['conditions that do not hold leave nothing', ['flex', false, undefined, null], 'flex'],
  ['a size replaces width and height', ['w-2 h-3', 'size-4'], 'size-4'],
  [
    'an arbitrary size of text is not a colour',
    ['text-[10px] text-accent', 'text-ink'],
    'text-[10px] text-ink',
  ],
  ['arbitrary values count', ['h-[30px]', 'h-auto'], 'h-auto'],
  ['what it does not know it keeps', ['tabular-nums', 'wrap-anywhere'], 'tabular-nums wrap-anywhere'],
])('%s', (_, classes, expected) => {
  expect(cn(...classes)).toBe(expected);
});
