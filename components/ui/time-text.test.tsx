// @vitest-environment jsdom
import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { UtcSwitch } from '@/components/shell/utc-switch';
import { Countdown, Elapsed } from '@/components/ui/clocks';
import { TimeText } from '@/components/ui/time-text';
import { type TimeMode, TimeZoneProvider } from '@/components/ui/time-zone';

const now = new Date('2026-11-22T14:04:05Z');

beforeEach(() => {
  vi.useFakeTimers({ now });
  vi.stubEnv('TZ', 'Europe/Berlin');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllEnvs();
});

function show(mode: TimeMode, children: React.ReactNode) {
  return render(
    <TimeZoneProvider initialMode={mode} knownZone={undefined} renderedAt={now.getTime()}>
      {children}
    </TimeZoneProvider>,
  );
}

const passes = (milliseconds: number) => act(() => vi.advanceTimersByTime(milliseconds));

test('an instant is told absolute and relative, and whole in both zones on hover', () => {
  show('utc', <TimeText at="2026-11-22T14:02:05Z" />);
  const time = screen.getByRole('time');
  expect(time.textContent).toBe('14:02:05Z · 2 min ago');
  expect(time.title).toBe('22 Nov 2026 14:02:05 UTC\n22 Nov 2026 15:02:05 +01:00 (Europe/Berlin)');
  expect(time.getAttribute('datetime')).toBe('2026-11-22T14:02:05Z');
});

test('one switch turns every time to the other zone, and the browser remembers it', () => {
  show(
    'utc',
    <>
      <TimeText at="2026-11-22T14:02:05Z" show="absolute" />
      <UtcSwitch />
    </>,
  );
  act(() => screen.getByRole('radio', { name: '+01:00' }).click());
  expect(screen.getByRole('time').textContent).toBe('15:02:05');
  expect(document.cookie).toContain('hf-times=local');

  act(() => screen.getByRole('radio', { name: 'UTC' }).click());
  expect(screen.getByRole('time').textContent).toBe('14:02:05Z');
  expect(document.cookie).toContain('hf-times=utc');
});

test('both zones can stand side by side', () => {
  show('local', <TimeText at="2026-11-22T14:02:05Z" show="zones" precision="minute" />);
  expect(screen.getByRole('time').textContent).toBe('15:02 · 14:02Z');
});

test('another day is named, another year too', () => {
  show(
    'utc',
    <>
      <TimeText at="2026-11-21T23:59:00Z" show="absolute" precision="minute" />
      <TimeText at="2024-02-03T04:05:06Z" show="absolute" />
    </>,
  );
  expect(screen.getAllByRole('time').map((time) => time.textContent)).toEqual([
    '21 Nov 23:59Z',
    '3 Feb 2024 04:05:06Z',
  ]);
});

test('relative time moves on by itself', () => {
  show('utc', <TimeText at="2026-11-22T14:04:04Z" show="relative" />);
  expect(screen.getByRole('time').textContent).toBe('just now');
  passes(9_000);
  expect(screen.getByRole('time').textContent).toBe('10 s ago');
});

test('a countdown turns urgent, then says that it is over', () => {
  show('utc', <Countdown until="2026-11-22T14:06:10Z" label="approval expires" overText="expired" />);
  const timer = screen.getByRole('timer', { name: 'approval expires' });
  expect(timer.textContent).toBe('02:05');
  expect(timer.className).not.toContain('text-danger');

  passes(17_000);
  expect(timer.textContent).toBe('01:48');
  expect(timer.className).toContain('text-danger');

  passes(108_000);
  expect(timer.textContent).toBe('expired');
});

test('an elapsed clock runs, and stands still at its end', () => {
  const running = show('utc', <Elapsed since="2026-11-22T13:49:33Z" label="since declared" />);
  expect(screen.getByRole('timer').textContent).toBe('00:14:32');
  passes(28_000);
  expect(screen.getByRole('timer').textContent).toBe('00:15:00');

  running.unmount();
  show('utc', <Elapsed since="2026-11-22T10:00:00Z" until="2026-11-22T13:02:00Z" label="lasted" />);
  passes(60_000);
  expect(screen.getByRole('timer').textContent).toBe('03:02:00');
});
