import type { ComponentProps, ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { type Glyph, StatusGlyph } from '@/components/ui/status-glyph';
import { type Tone, toneBox, toneGlyph } from '@/components/ui/tone';

export type ChipProps = Omit<ComponentProps<'span'>, 'children'> & {
  tone?: Tone;
  /** Defaults to the tone's own sign; `null` only where the chip is a count or a tag, not a status. */
  glyph?: Glyph | null;
  /** The word. A chip without one would be colour alone. */
  children: ReactNode;
};

/** A status: sign, word and colour together. */
export function Chip({ tone = 'neutral', glyph, className, children, ...rest }: ChipProps) {
  const sign = glyph === undefined ? toneGlyph[tone] : glyph;
  return (
    <span
      className={cn(
        'inline-flex max-w-full items-center gap-1.25 justify-self-start whitespace-nowrap rounded-chip border px-1.75 py-px font-medium text-small',
        toneBox[tone],
        className,
      )}
      {...rest}
    >
      {sign === null ? null : <StatusGlyph glyph={sign} className="size-2.5" />}
      <span className="truncate">{children}</span>
    </span>
  );
}
