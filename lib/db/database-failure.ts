import 'server-only';
import { z } from 'zod';
import { AppError } from '@/lib/errors';

/** Prisma's codes for a server that is away, full, or too slow to answer. */
const outOfReach = new Set(['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);

/** SQLSTATE classes: 08 is a broken connection, 57P a server that shuts down or starts, 53 one without resources. */
const outOfReachState = /^(08|57P|53)/;

const failureSchema = z.looseObject({
  name: z.string(),
  code: z.string().optional(),
  message: z.string(),
  cause: z.unknown().optional(),
  meta: z
    .looseObject({
      driverAdapterError: z
        .looseObject({ cause: z.looseObject({ kind: z.string(), originalCode: z.string().optional() }) })
        .optional(),
    })
    .optional(),
});

/** What a caller should know of a failed database call: `unavailable` or `conflict`; null when it is something else. */
export function databaseFailure(error: unknown): AppError | null {
  const parsed = failureSchema.safeParse(error);
  if (!parsed.success) return null;
  const { code, message, meta, cause } = parsed.data;
  const driver = meta?.driverAdapterError?.cause;
  const isOut =
    outOfReach.has(code ?? '') ||
    outOfReachState.test(driver?.originalCode ?? '') ||
    driver?.kind === 'DatabaseNotReachable' ||
    driver?.kind === 'ConnectionClosed' ||
    message.includes('timeout exceeded when trying to connect');
  if (isOut) {
    return new AppError('unavailable', `database out of reach: ${code ?? message}`, {
      userMessage: 'The database is out of reach. Nothing was changed; try again soon.',
      cause: error,
    });
  }
  if (code === 'P2034') {
    return new AppError('conflict', 'two transactions wanted the same rows', {
      userMessage: 'Somebody changed the same thing at the same moment. Look again, then try again.',
      cause: error,
    });
  }
  if (code === 'P2002') {
    return new AppError('conflict', 'a unique value is taken', {
      userMessage: 'Somebody added the same thing at the same moment. Look again.',
      cause: error,
    });
  }
  return cause === undefined ? null : databaseFailure(cause);
}
