import { expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { storyTime } from '@/lib/simulator/story-time';

test('a change of speed holds from that moment on, and time never jumps', () => {
  const clock = manualClock(new Date(0));
  const time = storyTime(clock, 1_000, 1);
  clock.advance(500);
  expect(time.now()).toBe(1_500);
  time.setSpeed(60);
  expect(time.now()).toBe(1_500);
  clock.advance(1_000);
  expect(time.now()).toBe(61_500);
  time.advance(8_500);
  time.setSpeed(1);
  clock.advance(1_000);
  expect(time.now()).toBe(71_000);
});

test('a clock that is set back does not take time back', () => {
  const clock = manualClock(new Date(10_000));
  const time = storyTime(clock, 10_000, 1);
  clock.advance(-5_000);
  expect(time.now()).toBe(10_000);
});
