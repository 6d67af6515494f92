import { cn } from '@/components/ui/cn';
import { type Tone, toneFill } from '@/components/ui/tone';

export type ProgressBarProps = {
  /** What is progressing, for people who can't see the bar. */
  label: string;
  value: number;
  max: number;
  tone?: Tone;
  className?: string;
};

export function ProgressBar({ label, value, max, tone = 'accent', className }: ProgressBarProps) {
  const share = max > 0 ? Math.min(Math.max(value / max, 0), 1) : 0;
  return (
    <div
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(value, max)}
      aria-valuetext={`${value} of ${max}`}
      className={cn('h-1 overflow-hidden rounded-full bg-line', className)}
    >
      <div
        className={cn('h-full rounded-full transition-[width] duration-300', toneFill[tone])}
        style={{ width: `${share * 100}%` }}
      />
    </div>
  );
}
