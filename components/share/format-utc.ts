const whole = new Intl.DateTimeFormat('en-GB', {
  dateStyle: 'medium',
  timeStyle: 'medium',
  timeZone: 'UTC',
});

/** '22 Nov 2026, 14:02:11 UTC': readers sit in many zones, and the page has no script that knows theirs. */
export function formatUtc(instant: string): string {
  return `${whole.format(new Date(instant))} UTC`;
}
