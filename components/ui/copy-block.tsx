'use client';

import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { CopySign } from '@/components/ui/id-text';
import { type CopyState, useCopy } from '@/components/ui/use-copy';
import { VisuallyHidden } from '@/components/ui/visually-hidden';

export type CopyBlockProps = {
  /** The line as it is pasted into a terminal. */
  text: string;
  /** What it is: 'the xeroctl command'. */
  label: string;
  className?: string;
};

const words: Record<CopyState, string> = { idle: 'Copy', copied: 'Copied', failed: 'Not copied' };

/** A command line to copy. It wraps rather than hides its end. */
export function CopyBlock({ text, label, className }: CopyBlockProps) {
  const { state, copy } = useCopy();
  return (
    <div
      className={cn('flex items-start gap-2 rounded-control border bg-sunken py-1 pr-1 pl-2.5', className)}
    >
      <code className="wrap-anywhere min-w-0 flex-1 whitespace-pre-wrap py-0.75 font-mono text-small">
        {text}
      </code>
      <Button variant="ghost" size="small" onClick={() => copy(text, label)} className="min-w-18">
        <CopySign state={state} />
        {words[state]} <VisuallyHidden>{label}</VisuallyHidden>
      </Button>
    </div>
  );
}
