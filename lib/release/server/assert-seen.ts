import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import { reliesOnLostFix } from '@/lib/release/cause-fix-rule';
import { compareReviews } from '@/lib/release/compare-reviews';
import { frozenReviewSchema, type Seen } from '@/lib/release/release-schema';
import type { ReleaseRow } from '@/lib/release/server/find-release';
import { readReview } from '@/lib/release/server/read-review';

/** Throws `counts_changed` when something else would be set free than was seen. */
export function assertSeen(review: { seen: Seen }, seen: Seen): void {
  assertNone(compareReviews(seen, review.seen));
}

/** What the asker of a release reviewed must still be what would happen. Throws `counts_changed`. */
export async function assertReviewHolds(db: Transaction, release: ReleaseRow, now: Date): Promise<void> {
  assertNone(await readReviewChanges(db, release, now));
}

/** What has changed since a release was reviewed, in words; the mark that its asker relied on is part of it. */
export async function readReviewChanges(db: Transaction, release: ReleaseRow, now: Date): Promise<string[]> {
  const { hold, incident, targets } = release;
  const { seen } = frozenReviewSchema.parse(release.review);
  const scopeIds = targets.map(({ scopeId }) => scopeId);
  const review = await readReview(db, { hold, incident, scopeIds, now });
  return [
    ...compareReviews(seen, review.seen),
    ...(reliesOnLostFix(release, review.causeFix) ? ['the cause is no longer marked as fixed'] : []),
  ];
}

function assertNone(changes: string[]): void {
  if (changes.length === 0) return;
  throw new AppError('counts_changed', `the review changed: ${changes.join('; ')}`, {
    userMessage: `Something has changed since you looked: ${changes.join('; ')}. Nothing was released; look again.`,
    details: { changes },
  });
}
