export type SignInAnswer = {
  status: number;
  /** The library's word, where it gave one. */
  code: string | null;
  retryAfterSeconds: number | null;
};

/** What to tell somebody whose sign-in failed; null status means that no answer came. */
export function signInFault(answer: SignInAnswer | null): string {
  if (answer === null) return 'Holdfast cannot be reached. Check the connection and try again.';
  const { status, code, retryAfterSeconds } = answer;
  if (code === 'FAILED_TO_CREATE_SESSION') return 'This account is disabled. Ask an admin to enable it.';
  if (status === 401 || status === 400) return 'That address and password do not go together.';
  if (status === 429) {
    return `Too many tries. Wait ${retryAfterSeconds ?? 10} seconds, then try again.`;
  }
  if (status === 403) {
    return 'This address is not the one Holdfast is set up for. Open it under its own address and try again.';
  }
  return 'Holdfast cannot sign anybody in right now. Try again in a moment.';
}
