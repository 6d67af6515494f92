/** How long a one-time sign-in link works, in seconds. */
export const signInLinkSeconds = 24 * 60 * 60;

/** How long a proof of identity counts as fresh, in seconds: for what can't be undone, and for a new password. */
export const freshSignInSeconds = 15 * 60;

/**
 * Links that one address may open, in seconds and number. A whole office shares an address when an incident calls it in,
 * and nobody guesses a token of 32 characters: this only keeps a flood away.
 */
export const linkRateLimit = { window: 60, max: 60 };
