/** Times as people read them. Assembled by hand from parts, so that server and browser agree to the letter. */

const formatters = new Map<string, Intl.DateTimeFormat>();

type Parts = Record<'year' | 'month' | 'day' | 'hour' | 'minute' | 'second' | 'timeZoneName', string>;

function partsIn(zone: string, at: Date): Parts {
  let formatter = formatters.get(zone);
  if (!formatter) {
    formatter = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'short',
      day: 'numeric',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
      timeZoneName: 'longOffset',
    });
    formatters.set(zone, formatter);
  }
  return Object.fromEntries(formatter.formatToParts(at).map((part) => [part.type, part.value])) as Parts;
}

/** `Z` for UTC, else the offset in force at that instant: `+02:00`. */
function offset(zone: string, parts: Parts): string {
  if (zone === 'UTC') return 'Z';
  return parts.timeZoneName.replace('GMT', '') || '+00:00';
}

/** '14:02:11Z', or '15:02:11' in the reader's own zone. */
export function formatClock(at: Date, zone: string, precision: 'minute' | 'second' = 'second'): string {
  const parts = partsIn(zone, at);
  const seconds = precision === 'second' ? `:${parts.second}` : '';
  return `${parts.hour}:${parts.minute}${seconds}${zone === 'UTC' ? 'Z' : ''}`;
}

/** '22 Nov', with the year when it is not that of `now`. */
function formatDay(at: Date, zone: string, now: Date): string {
  const parts = partsIn(zone, at);
  const year = parts.year === partsIn(zone, now).year ? '' : ` ${parts.year}`;
  return `${parts.day} ${parts.month.slice(0, 3)}${year}`;
}

/** The clock alone for today, the day before it otherwise. */
export function formatMoment(
  at: Date,
  zone: string,
  now: Date,
  precision: 'minute' | 'second' = 'second',
): string {
  const clock = formatClock(at, zone, precision);
  const day = formatDay(at, zone, now);
  return day === formatDay(now, zone, now) ? clock : `${day} ${clock}`;
}

/** Everything, for a tooltip: '22 Nov 2026 15:02:11 +01:00 (Europe/Berlin)'. */
export function formatWhole(at: Date, zone: string): string {
  const parts = partsIn(zone, at);
  const name = zone === 'UTC' ? 'UTC' : `${offset(zone, parts)} (${zone})`;
  return `${parts.day} ${parts.month.slice(0, 3)} ${parts.year} ${parts.hour}:${parts.minute}:${parts.second} ${name}`;
}

/** '+01:00' as it is in that zone at that instant. */
export function formatOffset(at: Date, zone: string): string {
  return offset(zone, partsIn(zone, at));
}
