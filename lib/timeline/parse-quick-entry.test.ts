import { describe, expect, it } from 'vitest';
import { parseQuickEntry } from '@/lib/timeline/parse-quick-entry';
import { zonedInstant } from '@/lib/timeline/zoned-instant';

const now = new Date('2026-11-22T14:30:00Z');

describe('what is typed into the quick field', () => {
  it.each([
    ['Snapshot exists', 'UTC', 'Snapshot exists', null],
    ['/t Snapshot exists', 'UTC', 'Snapshot exists', null],
    ['/t Snapshot exists | 14:02', 'UTC', 'Snapshot exists', '2026-11-22T14:02:00.000Z'],
    ['Snapshot exists|14:02:11', 'UTC', 'Snapshot exists', '2026-11-22T14:02:11.000Z'],
    ['Called Jo | 15:02', 'Europe/Berlin', 'Called Jo', '2026-11-22T14:02:00.000Z'],
    ['Called Jo | 14:02Z', 'Europe/Berlin', 'Called Jo', '2026-11-22T14:02:00.000Z'],
    ['Called Jo | 23:50', 'UTC', 'Called Jo', '2026-11-21T23:50:00.000Z'],
    ['Called Jo | 23:50', 'Asia/Tokyo', 'Called Jo', '2026-11-21T14:50:00.000Z'],
    ['Called Jo | 23:20', 'Asia/Tokyo', 'Called Jo', '2026-11-22T14:20:00.000Z'],
    ['Called Jo | 14:31', 'UTC', 'Called Jo', '2026-11-22T14:31:00.000Z'],
    ['Called Jo | 2026-11-20 09:15', 'UTC', 'Called Jo', '2026-11-20T09:15:00.000Z'],
    ['Called Jo | -5m', 'UTC', 'Called Jo', '2026-11-22T14:25:00.000Z'],
    ['Called Jo | 12 min ago', 'UTC', 'Called Jo', '2026-11-22T14:18:00.000Z'],
    ['kubectl get pods | grep api', 'UTC', 'kubectl get pods | grep api', null],
    ['kubectl get pods | grep api | 14:02', 'UTC', 'kubectl get pods | grep api', '2026-11-22T14:02:00.000Z'],
    ['/tmp is full', 'UTC', '/tmp is full', null],
  ])('%s (%s)', (typed, zone, text, happenedAt) => {
    const read = parseQuickEntry(typed, now, zone);
    expect(read).toEqual({ isReadable: true, text, happenedAt: happenedAt ? new Date(happenedAt) : null });
  });

  it.each([
    ['', 'Write what happened.'],
    ['/t', 'Write what happened.'],
    ['| 14:02', 'Write what happened.'],
    ['Called Jo | 25:99', 'There is no such time.'],
    ['Called Jo | 2026-02-30 10:00', 'There is no such time.'],
    ['Called Jo | 2026-11-22 14:32', 'That time has not come yet.'],
  ])('cannot be read: %s', (typed, problem) => {
    expect(parseQuickEntry(typed, now, 'UTC')).toEqual({ isReadable: false, problem });
  });
});

describe('a time of day in a zone', () => {
  const wall = { year: 2026, month: 10, day: 25, hour: 2, minute: 30, second: 0 };

  it('that clocks show twice is the first', () => {
    expect(zonedInstant(wall, 'Europe/Berlin').toISOString()).toBe('2026-10-25T00:30:00.000Z');
  });

  it('that clocks skip is just after', () => {
    const skipped = { ...wall, month: 3, day: 29 };
    expect(zonedInstant(skipped, 'Europe/Berlin').toISOString()).toBe('2026-03-29T01:30:00.000Z');
  });
});
