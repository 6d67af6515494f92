const minute = 60;
const hour = 60 * minute;
const day = 24 * hour;

/** '42 s', '3 min 8 s', '2 h 05 min', '3 d 4 h': the two largest units that say something. */
export function formatDuration(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  if (seconds < minute) return `${seconds} s`;
  if (seconds < hour) return pair(seconds, minute, 'min', 1, 's');
  if (seconds < day) return pair(seconds, hour, 'h', minute, 'min');
  return pair(seconds, day, 'd', hour, 'h');
}

/** '2 s ago', 'in 5 min', 'just now': one unit, for a glance. */
export function formatRelative(atMs: number, nowMs: number): string {
  const distance = nowMs - atMs;
  // A clock that runs a second ahead of ours must not make 'in 1 s' of something that has happened.
  if (Math.abs(distance) < 1_500) return 'just now';
  const words = largestUnit(Math.abs(distance));
  return distance > 0 ? `${words} ago` : `in ${words}`;
}

/** '00:14:32' below a day, '3 d 04:05' beyond. */
export function formatElapsed(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1_000));
  const days = Math.floor(seconds / day);
  const hours = two(Math.floor((seconds % day) / hour));
  const minutes = two(Math.floor((seconds % hour) / minute));
  return days > 0 ? `${days} d ${hours}:${minutes}` : `${hours}:${minutes}:${two(seconds % minute)}`;
}

/** '01:48' below an hour, '1:02:03' below a day, '2 d 3 h' beyond. Rounded up, so that 00:00 means over. */
export function formatRemaining(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1_000));
  if (seconds >= day) return pair(seconds, day, 'd', hour, 'h');
  const rest = `${two(Math.floor((seconds % hour) / minute))}:${two(seconds % minute)}`;
  return seconds >= hour ? `${Math.floor(seconds / hour)}:${rest}` : rest;
}

function largestUnit(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1_000);
  if (seconds < 2 * minute) return `${seconds} s`;
  if (seconds < 2 * hour) return `${Math.floor(seconds / minute)} min`;
  if (seconds < 2 * day) return `${Math.floor(seconds / hour)} h`;
  return `${Math.floor(seconds / day)} d`;
}

function pair(seconds: number, large: number, largeWord: string, small: number, smallWord: string): string {
  const rest = Math.floor((seconds % large) / small);
  const whole = `${Math.floor(seconds / large)} ${largeWord}`;
  return rest === 0 ? whole : `${whole} ${rest} ${smallWord}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
