import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { type Tone, toneText } from '@/components/ui/tone';

/** Figures side by side; their words wrap before the figures do. */
export function Figures({ children }: { children: ReactNode }) {
  return <div className="flex gap-x-5 gap-y-3 max-md:flex-wrap">{children}</div>;
}

/** A number that carries a card, over the words that say what it counts. */
export function Figure({
  value,
  label,
  tone = 'neutral',
}: {
  value: ReactNode;
  label: ReactNode;
  tone?: Tone;
}) {
  return (
    <div className="min-w-0">
      <div
        className={cn(
          'font-semibold text-figure tabular-nums',
          tone === 'neutral' ? 'text-ink' : toneText[tone],
        )}
      >
        {value}
      </div>
      <div className="text-ink-3 text-micro">{label}</div>
    </div>
  );
}
