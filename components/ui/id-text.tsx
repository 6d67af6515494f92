'use client';

import Link from 'next/link';
import { cn } from '@/components/ui/cn';
import { shortenId } from '@/components/ui/shorten-id';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { type CopyState, useCopy } from '@/components/ui/use-copy';
import { VisuallyHidden } from '@/components/ui/visually-hidden';

export type IdTextProps = {
  value: string;
  /** What it identifies, for people who listen: 'execution'. */
  label?: string;
  /** Opens the object; copying then has a small button of its own. */
  href?: string;
  className?: string;
};

/** An id: monospaced, shortened in the middle, whole on hover, copied with one click. */
export function IdText({ value, label = 'id', href, className }: IdTextProps) {
  const { state, copy } = useCopy();
  const text = shortenId(value);
  const copyWhole = () => copy(value, `${label} ${text}`);

  if (href === undefined) {
    return (
      <button
        type="button"
        title={value}
        onClick={copyWhole}
        className={cn(
          'group/id relative inline-flex max-w-full items-center gap-1 rounded-chip text-left align-baseline font-mono text-small hover:bg-fill',
          // Taller to hit than to see, so that it fits into a sentence.
          'after:absolute after:-inset-x-0.5 after:-inset-y-1',
          className,
        )}
      >
        <span className="truncate">
          <VisuallyHidden>Copy {label}</VisuallyHidden> {text}
        </span>
        <CopySign state={state} className="-mr-3.5 opacity-0 group-hover/id:opacity-100" />
      </button>
    );
  }
  return (
    <span className={cn('group/id relative inline-flex max-w-full items-center font-mono', className)}>
      <Link href={href} title={value} className="truncate text-small hover:underline">
        {text}
      </Link>
      <button
        type="button"
        aria-label={`Copy ${label} ${value}`}
        onClick={copyWhole}
        className="absolute left-full z-10 inline-grid size-6 place-items-center rounded-chip bg-surface opacity-0 hover:bg-fill focus-visible:opacity-100 group-hover/id:opacity-100 pointer-coarse:static pointer-coarse:-my-1 pointer-coarse:bg-transparent pointer-coarse:opacity-100"
      >
        <CopySign state={state} />
      </button>
    </span>
  );
}

/** Visible for a moment after a copy, whatever the pointer does. */
export function CopySign({ state, className }: { state: CopyState; className?: string }) {
  if (state === 'copied')
    return <StatusGlyph glyph="check" className={cn(className, 'text-ok opacity-100')} />;
  if (state === 'failed')
    return <StatusGlyph glyph="cross" className={cn(className, 'text-danger opacity-100')} />;
  return (
    <svg
      viewBox="0 0 12 12"
      aria-hidden="true"
      className={cn('size-2.75 shrink-0 text-ink-3', className)}
      fill="none"
      stroke="currentColor"
    >
      <path d="M4 4h6.5v6.5H4zM1.5 8V1.5H8" />
    </svg>
  );
}
