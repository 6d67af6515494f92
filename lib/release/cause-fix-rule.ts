import { AppError } from '@/lib/errors';

type Relying = { withoutFixReason: string | null; stages: { startedAt: unknown }[] };

/** Whether a release that has not ended would free more on the strength of a mark that nobody upholds any more. */
export function reliesOnLostFix({ withoutFixReason, stages }: Relying, causeFix: object | null): boolean {
  return causeFix === null && withoutFixReason === null && stages.some(({ startedAt }) => startedAt === null);
}

/**
 * Why agents are set free although nobody has marked the cause as fixed; null where somebody has. Throws
 * `gate_incomplete`, on the field, where there is neither mark nor reason.
 */
export function reasonWithoutFix(
  causeFix: object | null,
  reason: string | null | undefined,
  field = 'without_fix_reason',
): string | null {
  if (causeFix !== null) return null;
  if (reason) return reason;
  throw new AppError('gate_incomplete', 'nobody has marked the cause as fixed', {
    userMessage: 'Nobody has marked the cause as fixed. Mark it, or say why you release all the same.',
    details: { errors: [{ field, message: 'is needed: the cause is not marked as fixed' }] },
  });
}
