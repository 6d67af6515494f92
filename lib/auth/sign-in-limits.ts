/** How long a one-time sign-in link works, in seconds. */
export const signInLinkSeconds = 24 * 60 * 60;

/** How long a proof of identity counts as fresh, in seconds: for what can't be undone, and for a new password. */
export const freshSignInSeconds = 15 * 60;
