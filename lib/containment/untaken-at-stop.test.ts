import { expect, it } from 'vitest';
import { untakenAtStop } from '@/lib/containment/untaken-at-stop';

const at = (seconds: number) => new Date(Date.UTC(2026, 10, 22, 14, 0, seconds));
const hold = (workspaceId: string | null, seconds: number, untakenInFlightCount: number) => ({
  workspaceId,
  placedAt: at(seconds),
  untakenInFlightCount,
});

it.each([
  ['nothing', [], 0],
  ['two places', [hold('lab', 1, 2), hold('prod', 5, 3)], 5],
  ['one place, stopped twice', [hold('lab', 5, 1), hold('lab', 1, 2)], 2],
  ['everywhere, and one place before', [hold('lab', 1, 2), hold(null, 5, 4)], 4],
])('tells of %s', (_name, holds, expected) => {
  expect(untakenAtStop(holds)).toBe(expected);
});
