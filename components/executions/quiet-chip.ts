import type { Tone } from '@/components/ui/tone';

/** In a list the unremarkable steps back, so that what matters stands out: no box, no weight. */
export function quietChip(isQuiet: boolean, tone: Tone): string {
  return isQuiet && tone === 'neutral' ? 'border-transparent bg-transparent px-0 font-normal text-ink-3' : '';
}
