import { expect, test } from 'vitest';
import {
  formatDuration,
  formatElapsed,
  formatRelative,
  formatRemaining,
} from '@/components/ui/format-duration';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

test.each([
  [0, '0 s'],
  [59 * second, '59 s'],
  [3 * minute + 8 * second, '3 min 8 s'],
  [2 * hour, '2 h'],
  [2 * hour + 5 * minute, '2 h 5 min'],
  [3 * day + 4 * hour, '3 d 4 h'],
  [-5 * second, '0 s'],
])('%i ms last %s', (milliseconds, expected) => {
  expect(formatDuration(milliseconds)).toBe(expected);
});

test.each([
  [0, 'just now'],
  [-1_200, 'just now'],
  [94 * second, '94 s ago'],
  [2 * minute, '2 min ago'],
  [119 * minute, '119 min ago'],
  [47 * hour, '47 h ago'],
  [3 * day, '3 d ago'],
  [-5 * minute, 'in 5 min'],
])('%i ms back is %s', (distance, expected) => {
  expect(formatRelative(1_000_000_000_000 - distance, 1_000_000_000_000)).toBe(expected);
});

test.each([
  [872 * second, '00:14:32'],
  [3 * day + 4 * hour + 5 * minute, '3 d 04:05'],
])('a clock after %i ms shows %s', (milliseconds, expected) => {
  expect(formatElapsed(milliseconds)).toBe(expected);
});

test.each([
  [1, '00:01'],
  [108 * second, '01:48'],
  [hour + 2 * minute + 3 * second, '1:02:03'],
  [2 * day + 3 * hour, '2 d 3 h'],
  [-1, '00:00'],
])('%i ms left show %s', (milliseconds, expected) => {
  expect(formatRemaining(milliseconds)).toBe(expected);
});
