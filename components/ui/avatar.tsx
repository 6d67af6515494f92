import { cn } from '@/components/ui/cn';

/** A person as initials; the whole name is read aloud and shown on hover. */
export function Avatar({ name, className }: { name: string; className?: string }) {
  return (
    <span
      role="img"
      aria-label={name}
      title={name}
      className={cn(
        'inline-grid size-6.5 shrink-0 place-items-center rounded-full border-2 border-surface bg-accent-soft font-semibold text-[0.625rem] text-accent tracking-tight',
        className,
      )}
    >
      {initials(name)}
    </span>
  );
}

function initials(name: string): string {
  const words = name.split(/[\s.@_-]+/).filter(Boolean);
  return words
    .slice(0, 2)
    .map((word) => word.charAt(0).toUpperCase())
    .join('');
}
