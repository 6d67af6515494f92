import 'server-only';
import { AppError } from '@/lib/errors';
import { missingResult, type StepStatus } from '@/lib/remediation/remediation';

/** Throws `invalid_input` for a step that is over but does not say how it ended. */
export function assertResult(step: { status: StepStatus; result?: string | null | undefined }): void {
  const message = missingResult(step);
  if (!message) return;
  throw new AppError('invalid_input', `result: ${message}`, {
    details: { errors: [{ field: 'result', message }] },
  });
}
