import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { StatusGlyph } from '@/components/ui/status-glyph';
import { type Tone, toneBox, toneGlyph } from '@/components/ui/tone';

export type BannerProps = {
  tone: Tone;
  title: ReactNode;
  children?: ReactNode;
  action?: ReactNode;
  className?: string;
};

/** A line across a card or page that says what is not as usual, and what still works. */
export function Banner({ tone, title, children, action, className }: BannerProps) {
  return (
    <div
      role="status"
      className={cn(
        'flex flex-wrap items-center gap-x-2 gap-y-1 rounded-control border px-3 py-1.75',
        toneBox[tone],
        className,
      )}
    >
      <StatusGlyph glyph={toneGlyph[tone]} />
      <span className="font-medium">{title}</span>
      {children ? <span className="min-w-0 text-ink-2">{children}</span> : null}
      {action ? <span className="ml-auto">{action}</span> : null}
    </div>
  );
}
