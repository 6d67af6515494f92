import type { Clock } from '@/lib/clock';

/** The simulated time: that of a clock, run at any speed, and pushed on at will. Never goes back. */
export type StoryTime = {
  /** In ms. */
  now(): number;
  advance(milliseconds: number): void;
  speed(): number;
  /** From this moment on. */
  setSpeed(speed: number): void;
};

export function storyTime(clock: Clock, beginsAt: number, initialSpeed: number): StoryTime {
  let speed = initialSpeed;
  let reachedAt = beginsAt;
  let since = clock.now().getTime();
  const now = () => reachedAt + Math.max(0, clock.now().getTime() - since) * speed;
  return {
    now,
    advance: (milliseconds) => {
      reachedAt += milliseconds;
    },
    speed: () => speed,
    setSpeed: (wanted) => {
      reachedAt = now();
      since = clock.now().getTime();
      speed = wanted;
    },
  };
}
