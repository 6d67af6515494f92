import { z } from 'zod';
import { roleSchema } from '@/lib/auth/role-schema';
import { instant } from '@/lib/http/endpoint';

export const apiTokenSchema = z.object({
  tokenId: z.string(),
  name: z.string(),
  role: roleSchema,
  createdByName: z.string(),
  createdAt: instant,
  /** Null never expires. */
  expiresAt: instant.nullable(),
  /** To the minute. */
  lastUsedAt: instant.nullable(),
  revokedAt: instant.nullable(),
});
export type ApiToken = z.infer<typeof apiTokenSchema>;

export const createTokenInput = z.strictObject({
  name: z.string().trim().min(1, { error: 'is needed' }).max(100, { error: 'is too long' }),
  role: roleSchema,
  /** Days from now; null never expires. */
  expiresInDays: z.number().int().min(1).max(365).nullable().default(90),
});
