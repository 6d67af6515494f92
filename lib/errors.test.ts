import { expect, it, vi } from 'vitest';
import { AppError, isAppError } from '@/lib/errors';

it('knows an error of its own, by code too', () => {
  const error = new AppError('conflict', 'taken');
  expect([isAppError(error), isAppError(error, 'conflict'), isAppError(error, 'not_found')]).toEqual([
    true,
    true,
    false,
  ]);
  expect(isAppError(new Error('other'))).toBe(false);
  expect(isAppError({ code: 'conflict' })).toBe(false);
  expect(isAppError(null)).toBe(false);
});

it('knows one that another copy of the code threw', async () => {
  vi.resetModules();
  const other = await import('@/lib/errors');
  expect(other.AppError).not.toBe(AppError);
  expect(isAppError(new other.AppError('not_found', 'gone'), 'not_found')).toBe(true);
});
