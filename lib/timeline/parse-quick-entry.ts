import { AppError } from '@/lib/errors';
import { zonedInstant } from '@/lib/timeline/zoned-instant';

export type QuickEntry =
  | { isReadable: true; text: string; happenedAt: Date | null }
  | { isReadable: false; problem: string };

/** How far ahead a typed time may lie before it is taken for yesterday's, in ms. */
const aheadMs = 60_000;
const dayMs = 24 * 3_600_000;

/**
 * Reads what is typed into the quick field: `text`, or `text | time` with a time of day in `zone` (`14:02`, `14:02:11`,
 * `14:02Z` for UTC), a date and time (`2026-11-22 14:02`), or minutes ago (`-5m`, `5 min ago`). A time of day is the last
 * one that was. What follows a bar but is no time belongs to the text.
 */
export function parseQuickEntry(typed: string, now: Date, zone: string): QuickEntry {
  const whole = typed.replace(/^\s*\/t(\s+|$)/, '').trim();
  const bar = whole.lastIndexOf('|');
  const when = bar === -1 ? null : readTime(whole.slice(bar + 1).trim(), now, zone);
  if (when === 'impossible') return { isReadable: false, problem: 'There is no such time.' };
  const text = when === null ? whole : whole.slice(0, bar).trim();
  if (text === '') return { isReadable: false, problem: 'Write what happened.' };
  if (when && when.getTime() > now.getTime() + aheadMs) {
    return { isReadable: false, problem: 'That time has not come yet.' };
  }
  return { isReadable: true, text, happenedAt: when };
}

/** A time alone, as the quick field reads it. Throws `invalid_input` on the field `happened_at`. */
export function readTypedTime(typed: string, now: Date, zone: string): Date {
  const read = parseQuickEntry(`at | ${typed}`, now, zone);
  if (read.isReadable && read.happenedAt) return read.happenedAt;
  const message = read.isReadable ? 'Write it as 14:02, or as 5 min ago.' : read.problem;
  throw new AppError('invalid_input', message, { details: { errors: [{ field: 'happened_at', message }] } });
}

function readTime(written: string, now: Date, zone: string): Date | 'impossible' | null {
  const ago = written.match(/^-?\s*(\d{1,4})\s*(?:m|min|minutes?)(?:\s+ago)?$/i);
  if (ago) return new Date(now.getTime() - Number(ago[1]) * 60_000);
  const clock = written.match(/^(?:(\d{4})-(\d{2})-(\d{2})[T ])?(\d{1,2}):(\d{2})(?::(\d{2}))?\s*(Z|UTC)?$/i);
  if (!clock) return null;
  const [, year, month, day, hour, minute, second, utc] = clock;
  const where = utc ? 'UTC' : zone;
  const time = { hour: Number(hour), minute: Number(minute), second: Number(second ?? 0) };
  if (time.hour > 23 || time.minute > 59 || time.second > 59) return 'impossible';
  if (year) {
    const date = { year: Number(year), month: Number(month), day: Number(day) };
    return isDate(date) ? zonedInstant({ ...date, ...time }, where) : 'impossible';
  }
  const today = zonedInstant({ ...dateIn(now, where), ...time }, where);
  if (today.getTime() <= now.getTime() + aheadMs) return today;
  return zonedInstant({ ...dateIn(new Date(now.getTime() - dayMs), where), ...time }, where);
}

function isDate({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

function dateIn(at: Date, zone: string): { year: number; month: number; day: number } {
  const parts = new Intl.DateTimeFormat('en-CA', { timeZone: zone }).format(at).split('-').map(Number);
  const [year = 0, month = 1, day = 1] = parts;
  return { year, month, day };
}
