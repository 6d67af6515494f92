import { cn } from '@/components/ui/cn';

const spoken: Record<string, string> = { mod: 'Ctrl', shift: 'Shift', enter: '↵', escape: 'Esc' };

/** A key or chord as `useShortcut` writes it: `mod+k`, `g b`, `?`. */
export function Kbd({ keys, className }: { keys: string; className?: string }) {
  return (
    <kbd className={cn('inline-flex gap-1 font-mono text-ink-3 text-small', className)}>
      {keys.split(' ').map((chord) => (
        <span key={chord}>
          {chord
            .split('+')
            .map((key) => spoken[key] ?? (key.length === 1 ? key.toUpperCase() : key))
            .join(' ')}
        </span>
      ))}
    </kbd>
  );
}
