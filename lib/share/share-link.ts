import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { redactionProfileSchema } from '@/lib/share/profile';

export const shareModes = ['live', 'frozen'] as const;
export const shareModeSchema = z.enum(shareModes);
export type ShareMode = z.infer<typeof shareModeSchema>;

export const shareModeNames: Record<ShareMode, string> = { live: 'Live', frozen: 'Frozen' };

export const shareModeMeanings: Record<ShareMode, string> = {
  live: 'Shows the incident as it is when opened.',
  frozen: 'Shows the incident as it is now, for as long as the link works.',
};

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

export const longestShareDays = 90;
export const defaultShareDays = 7;

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

/** What a knock at the link met, when its door was known. */
export const shareOutcomes = ['shown', 'expired', 'revoked'] as const;
export const shareOutcomeSchema = z.enum(shareOutcomes);
export type ShareOutcome = z.infer<typeof shareOutcomeSchema>;

export const shareAccessSchema = z.object({
  accessId: z.string(),
  accessedAt: instant,
  outcome: shareOutcomeSchema,
  userAgent: z.string().nullable(),
});
export type ShareAccess = z.infer<typeof shareAccessSchema>;

export type ShareState = 'active' | 'expired' | 'revoked';

export function shareStateOf(
  link: { revokedAt: Date | string | null; expiresAt: Date | string },
  now: Date,
): ShareState {
  if (link.revokedAt) return 'revoked';
  return new Date(link.expiresAt) <= now ? 'expired' : 'active';
}
