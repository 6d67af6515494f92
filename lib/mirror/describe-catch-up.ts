import type { SourceFreshness } from '@/lib/mirror/freshness';

/** What a line has room for beside the age of a source: `catching up, 12,300 read`. */
export function describeCatchUp({
  isCatchingUp,
  catchUp,
}: Pick<SourceFreshness, 'isCatchingUp' | 'catchUp'>) {
  if (!isCatchingUp) return null;
  return catchUp === null ? 'catching up' : `catching up, ${catchUp.rowsRead.toLocaleString('en')} read`;
}

/** How much of the way back is read, from 0 to 1; null where XEM gives no times or the way has no known end. */
export function catchUpShare(catchUp: NonNullable<SourceFreshness['catchUp']>): number | null {
  if (catchUp.readBackTo === null || catchUp.downTo === null) return null;
  const whole = Date.parse(catchUp.startedAt) - Date.parse(catchUp.downTo);
  const left = Date.parse(catchUp.readBackTo) - Date.parse(catchUp.downTo);
  return whole <= 0 ? null : Math.min(1, Math.max(0, 1 - left / whole));
}

/** How much time the part covers that is still missing: 0 when nothing is, null where that cannot be told. */
export function missingMs({ isCatchingUp, catchUp }: Pick<SourceFreshness, 'isCatchingUp' | 'catchUp'>) {
  if (!isCatchingUp) return 0;
  if (catchUp === null || catchUp.readBackTo === null || catchUp.downTo === null) return null;
  return Math.max(0, Date.parse(catchUp.readBackTo) - Date.parse(catchUp.downTo));
}
