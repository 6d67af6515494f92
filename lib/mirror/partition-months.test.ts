import { describe, expect, it } from 'vitest';
import { keptSince, monthOf, monthsOf, nextMonth } from '@/lib/mirror/partition-months';

const now = new Date('2026-11-22T14:00:00Z');
const window = { now, retentionDays: 400 };

describe('months of executions', () => {
  it.each([
    ['2026-11-30T23:59:59.999Z', '2026-11-01'],
    ['2026-12-01T00:00:00.000Z', '2026-12-01'],
    // Another day where the reader lives, the same month in UTC.
    ['2026-12-01T01:00:00.000+02:00', '2026-11-01'],
  ])('%s belongs to %s', (at, month) => {
    expect(monthOf(new Date(at))).toBe(month);
  });

  it('follow each other over the turn of the year', () => {
    expect([nextMonth('2026-11-01'), nextMonth('2026-12-01')]).toEqual(['2026-12-01', '2027-01-01']);
  });

  it('are named once each, oldest first, as far back as is kept and a month ahead', () => {
    const instants = [
      '2026-12-31T23:59:59Z',
      '2026-11-02T00:00:00Z',
      '2026-11-03T00:00:00Z',
      '2025-10-20T00:00:00Z',
      '2025-10-01T00:00:00Z',
      '2025-09-30T23:59:59Z',
      '2027-01-01T00:00:00Z',
      '1970-01-01T00:00:00Z',
      '9999-12-31T00:00:00Z',
    ].map((at) => new Date(at));
    expect(keptSince(now, 400).toISOString()).toBe('2025-10-18T14:00:00.000Z');
    expect(monthsOf(instants, window)).toEqual(['2025-10-01', '2026-11-01', '2026-12-01']);
  });
});
