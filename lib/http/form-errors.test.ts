import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { AppError } from '@/lib/errors';
import { formErrors, formFault } from '@/lib/http/form-errors';

describe('formErrors', () => {
  it('names the fields that our own check refused', () => {
    const input = z.strictObject({ dueAt: z.string().min(1, { error: 'is needed' }) });
    const { error } = input.safeParse({ dueAt: '' });
    expect(formErrors(error)).toEqual({ dueAt: 'is needed' });
    expect(formFault(error)).toBeNull();
  });

  it('names the fields that the server refused, as the form spells them', () => {
    const refusal = new AppError('invalid_input', 'due_at: is needed', {
      details: { errors: [{ field: 'due_at', message: 'is needed' }] },
    });
    expect(formErrors(refusal)).toEqual({ dueAt: 'is needed' });
  });

  it('says a failure that lies with no field as a sentence', () => {
    const failure = new AppError('unavailable', 'try again');
    expect(formErrors(failure)).toEqual({});
    expect(formFault(failure)).toBe('try again');
  });
});
