export const shareModes = ['live', 'frozen'] as const;
export type ShareMode = (typeof shareModes)[number];

export const shareModeNames: Record<ShareMode, string> = { live: 'Live', frozen: 'Frozen' };

export const shareModeMeanings: Record<ShareMode, string> = {
  live: 'Shows the incident as it is when opened.',
  frozen: 'Shows the incident as it is now, for as long as the link works.',
};

export const longestShareDays = 90;
export const defaultShareDays = 7;

/** What a knock at the link met, when its door was known. */
export const shareOutcomes = ['shown', 'expired', 'revoked'] as const;
export type ShareOutcome = (typeof shareOutcomes)[number];

export type ShareState = 'active' | 'expired' | 'revoked';

export function shareStateOf(
  link: { revokedAt: Date | string | null; expiresAt: Date | string },
  now: Date,
): ShareState {
  if (link.revokedAt) return 'revoked';
  return new Date(link.expiresAt) <= now ? 'expired' : 'active';
}
