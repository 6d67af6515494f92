/** 2026-11-22T14:02:11.123Z as `2026-11-22 14:02:11 UTC`. */
export function utc(instant: string): string {
  return `${instant.slice(0, 19).replace('T', ' ')} UTC`;
}

/** The two largest units: `1 h 4 min`, `54 s`, `0 s`. */
export function duration(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ] as const;
  const first = parts.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return parts
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}
