import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { type Tone, toneText } from '@/components/ui/tone';

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
