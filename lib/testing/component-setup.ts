import { cleanup } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// React tells of mistakes (missing keys, updates outside act, bad nesting) on the console only.
beforeEach(() => {
  const error = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const warn = vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  return () => {
    const noise = [...error.mock.calls, ...warn.mock.calls];
    error.mockRestore();
    warn.mockRestore();
    expect(noise, 'what the component wrote to the console').toEqual([]);
  };
});

afterEach(cleanup);
