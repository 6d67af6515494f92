import { describe, expect, it } from 'vitest';
import { readChange } from '@/lib/live/change';

describe('readChange', () => {
  it('reads what changed, and leaves out what else the event carries', () => {
    expect(readChange({ id: '9', incident: 7, changed: 'timeline' })).toEqual({
      incident: 7,
      changed: 'timeline',
    });
    expect(readChange({ incident: null, changed: 'agents' })).toEqual({ incident: null, changed: 'agents' });
  });

  it.each([
    ['a change of a newer server', { incident: 7, changed: 'weather' }],
    ['a number that is none', { incident: '7', changed: 'timeline' }],
    ['a part of a number', { incident: 7.5, changed: 'timeline' }],
    ['an event without an incident', { changed: 'timeline' }],
    ['something else', 'timeline'],
    ['nothing', null],
  ])('ignores %s', (_, value) => {
    expect(readChange(value)).toBeNull();
  });
});
