import { freshSignInSeconds } from '@/lib/auth/sign-in-limits';

/** Until when a proof of identity counts as fresh; null where there was none. */
export function freshUntil(provenAt: Date | null): Date | null {
  return provenAt === null ? null : new Date(provenAt.getTime() + freshSignInSeconds * 1000);
}

export function isFresh(provenAt: Date | null, now: Date): boolean {
  const until = freshUntil(provenAt);
  return until !== null && now < until;
}
