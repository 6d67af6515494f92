import { cleanup, configure } from '@testing-library/react';
import { afterEach, beforeEach, expect, vi } from 'vitest';

// The usual second is too short on a busy machine; what is there is found at once all the same.
configure({ asyncUtilTimeout: 10_000 });

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
