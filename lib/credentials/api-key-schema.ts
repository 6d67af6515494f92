import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

export const apiKeySchema = z.object({
  keyId: z.string(),
  name: z.string(),
  /** The first characters, by which people know a key again. */
  prefix: z.string().nullable(),
  /** Null where this router doesn't show them. */
  scopes: z.array(z.string()).nullable(),
  isActive: z.boolean().nullable(),
  lastUsedAt: instant.nullable(),
  expiresAt: instant.nullable(),
  createdAt: instant.nullable(),
  /** Settings of Holdfast that hold this key, as far as its first characters tell. */
  usedBy: z.array(z.string()),
});
export type ApiKey = z.infer<typeof apiKeySchema>;

export const apiKeyListSchema = z.object({
  data: z.array(apiKeySchema),
  /** True where it cannot be told which keys Holdfast works with: the client keeps its own, or no prefix is shown. */
  isOwnUseUnknown: z.boolean(),
});
export type ApiKeyList = z.infer<typeof apiKeyListSchema>;
