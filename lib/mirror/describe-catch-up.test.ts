import { describe, expect, it } from 'vitest';
import { catchUpShare, describeCatchUp, missingMs } from '@/lib/mirror/describe-catch-up';

const catchUp = {
  startedAt: '2026-11-22T14:00:00.000Z',
  rowsRead: 12_300,
  readBackTo: '2026-11-22T13:45:00.000Z',
  downTo: '2026-11-22T13:00:00.000Z',
};

describe('catching up', () => {
  it('is told in a few words, or not at all', () => {
    expect(describeCatchUp({ isCatchingUp: true, catchUp })).toBe('catching up, 12,300 read');
    expect(describeCatchUp({ isCatchingUp: true, catchUp: null })).toBe('catching up');
    expect(describeCatchUp({ isCatchingUp: false, catchUp: null })).toBeNull();
  });

  it('has come as far as the time that is read', () => {
    expect(catchUpShare(catchUp)).toBe(0.25);
    expect(catchUpShare({ ...catchUp, readBackTo: '2026-11-22T12:59:00.000Z' })).toBe(1);
    expect(missingMs({ isCatchingUp: true, catchUp })).toBe(45 * 60_000);
  });

  it('is not guessed where a time is missing', () => {
    expect(catchUpShare({ ...catchUp, readBackTo: null })).toBeNull();
    expect(catchUpShare({ ...catchUp, downTo: null })).toBeNull();
    expect(missingMs({ isCatchingUp: true, catchUp: { ...catchUp, downTo: null } })).toBeNull();
    expect(missingMs({ isCatchingUp: false, catchUp: null })).toBe(0);
  });
});
