import { cn } from '@/components/ui/cn';

/** A grey bar the size of what will come. Give it the final height and width, so that nothing jumps. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span aria-hidden="true" className={cn('block h-3 animate-pulse rounded-chip bg-fill', className)} />
  );
}

/** Rows in the height of `Row`, read aloud once as loading. */
export function SkeletonRows({ rows, label }: { rows: number; label: string }) {
  return (
    <div role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, index) => `row ${index}`).map((row) => (
        <div key={row} className="flex h-9 items-center gap-4 border-b">
          <Skeleton className="w-18" />
          <Skeleton className="w-2/5" />
          <Skeleton className="ml-auto w-24" />
        </div>
      ))}
    </div>
  );
}
