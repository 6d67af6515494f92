import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const named = ['gutter', 'card', 'row', 'section', 'control', 'control-small', 'control-touch', 'sidebar'];

/** Tailwind-merge has to know our own names, or it would take `text-small` for a colour and drop `text-ink-2`. */
const merge = extendTailwindMerge({
  extend: {
    theme: {
      text: ['micro', 'small', 'body', 'title', 'page', 'figure'],
      radius: ['chip', 'control', 'card', 'dialog'],
      shadow: ['raised', 'floating'],
      spacing: named,
    },
  },
});

/** Joins class names; of two that set the same thing the later one wins. */
export function cn(...classes: ClassValue[]): string {
  return merge(clsx(classes));
}
