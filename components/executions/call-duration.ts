import { formatDuration } from '@/components/ui/format-duration';

/** Most calls take less than a second, and then the milliseconds tell them apart. */
export function callDuration(durationMs: number): string {
  return durationMs < 1_000 ? `${durationMs} ms` : formatDuration(durationMs);
}
