import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** Whether the person who asks has lately proven who they are, and how they can. */
export const identityProofSchema = z.object({
  isFresh: z.boolean(),
  /** Null where nothing was proven yet. */
  freshUntil: instant.nullable(),
  /** Without one, only a new one-time sign-in link proves anything. */
  hasPassword: z.boolean(),
});
export type IdentityProof = z.infer<typeof identityProofSchema>;

export const proveIdentityInput = z.strictObject({
  password: z.string().min(1, { error: 'is needed' }).max(1_000, { error: 'is too long' }),
});
