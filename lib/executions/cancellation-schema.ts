import { z } from 'zod';
import { cancelOutcomes } from '@/lib/executions/cancellation';
import { instant } from '@/lib/http/endpoint';

export const cancelOutcomeSchema = z.enum(cancelOutcomes);

/** What was asked about a call, by whom and why. */
export const cancellationSchema = z.object({
  cancellationId: z.string(),
  invocationId: z.string(),
  reason: z.string(),
  outcome: cancelOutcomeSchema,
  /** How XEM showed the call when it was looked at afterwards; null when it could not be looked at. */
  seenStatus: z.string().nullable(),
  errorMessage: z.string().nullable(),
  requestedByName: z.string(),
  requestedAt: instant,
  xemRequestId: z.string().nullable(),
});
export type Cancellation = z.infer<typeof cancellationSchema>;
