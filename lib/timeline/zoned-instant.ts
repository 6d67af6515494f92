export type WallTime = {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
};

/** The instant at which clocks in `zone` show this time. Where they show it twice, the first; where never, just after. */
export function zonedInstant(wall: WallTime, zone: string): Date {
  const asUtc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute, wall.second);
  // The offset depends on the instant that is sought: those of a day before and after cover a change of clocks.
  const candidates = [asUtc - 86_400_000, asUtc + 86_400_000]
    .map((near) => asUtc - offsetMs(near, zone))
    .sort((a, b) => a - b);
  const exact = candidates.find((at) => at + offsetMs(at, zone) === asUtc);
  return new Date(exact ?? candidates.at(-1) ?? asUtc);
}

/** How far clocks in `zone` are ahead of UTC at this instant, in ms. */
function offsetMs(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  }).formatToParts(at);
  const value = (type: string): number => Number(parts.find((part) => part.type === type)?.value);
  const shown = Date.UTC(
    value('year'),
    value('month') - 1,
    value('day'),
    value('hour'),
    value('minute'),
    value('second'),
  );
  return shown - Math.floor(at / 1_000) * 1_000;
}

/** What clocks in `zone` show at an instant, as people type it: 2026-11-22 14:02:11. */
export function wallTime(at: Date, zone: string): string {
  const shown = new Date(at.getTime() + offsetMs(at.getTime(), zone));
  return shown.toISOString().slice(0, 19).replace('T', ' ');
}
