import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { redactionProfileSchema } from '@/lib/share/profile-schema';
import { defaultShareDays, longestShareDays, shareModes, shareOutcomes } from '@/lib/share/share-link';

export const shareModeSchema = z.enum(shareModes);

export const shareLinkSchema = z.object({
  shareId: z.string(),
  label: z.string(),
  mode: shareModeSchema,
  profile: redactionProfileSchema,
  createdAt: instant,
  createdByName: z.string(),
  expiresAt: instant,
  revokedAt: instant.nullable(),
  openedCount: z.number().int(),
  lastOpenedAt: instant.nullable(),
});
export type ShareLink = z.infer<typeof shareLinkSchema>;

export const issueShareInput = z.strictObject({
  /** For whom it is, so that the right one is revoked later. */
  label: z.string().trim().min(1, { error: 'is needed' }).max(100, { error: 'is too long' }),
  mode: shareModeSchema.default('live'),
  profile: redactionProfileSchema.default('public'),
  expiresInDays: z
    .number({ error: 'must be a number of days' })
    .int({ error: 'must be a whole number of days' })
    .min(1, { error: 'must be 1 day or more' })
    .max(longestShareDays, { error: `can be ${longestShareDays} days at most` })
    .default(defaultShareDays),
});
export const shareOutcomeSchema = z.enum(shareOutcomes);

export const shareAccessSchema = z.object({
  accessId: z.string(),
  accessedAt: instant,
  outcome: shareOutcomeSchema,
  userAgent: z.string().nullable(),
});
export type ShareAccess = z.infer<typeof shareAccessSchema>;
