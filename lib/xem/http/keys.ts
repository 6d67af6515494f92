import { AppError } from '@/lib/errors';
import { notSent } from '@/lib/xem/failures';
import type { Scope, Surface } from '@/lib/xem/wire/operation-table';

/** One key a scope; the same key may stand in all three. A missing one fails only its own surfaces. */
export type XemKeys = { [scope in Scope]?: string | undefined };

/** Gives the header for a surface that hangs on a scope. Checks keys up front, since the HTTP client's own error would print them. */
export function authorizer(keys: XemKeys): (surface: Surface, scope: Scope) => string {
  for (const [scope, key] of Object.entries(keys)) {
    if (key !== undefined && !/^[\x21-\x7e]*$/.test(key)) {
      throw new AppError('invalid_input', `The XEM key for ${scope} holds a character that no key can have.`);
    }
  }
  return (surface, scope) => {
    const key = keys[scope];
    if (key === undefined || key === '') {
      throw new AppError('xem_scope_insufficient', `No XEM key with the scope ${scope} is configured`, {
        userMessage: `No XEM key with the scope ${scope} is configured, which ${surface} needs.`,
        details: { surface, scope, requestId: null, ...notSent },
      });
    }
    return `Bearer ${key}`;
  };
}
