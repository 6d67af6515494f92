/** How long a one-time sign-in link works, in seconds. */
export const signInLinkSeconds = 24 * 60 * 60;

/** How long a sign-in counts as fresh, in seconds: then a new password needs no old one. */
export const freshSignInSeconds = 15 * 60;
