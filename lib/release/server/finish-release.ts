import 'server-only';
import { countOf } from '@/lib/containment/hold-words';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { changeRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Every stage has passed; from here on nothing is watched. */
export async function finishRelease(context: Context, tx: Transaction, release: ReleaseRow): Promise<void> {
  const text = `${countOf(release.targets.length, 'agent')} released`;
  await changeRelease(tx, release, { state: 'done', endedAt: context.clock.now(), endReason: text });
  await appendEntry(context, tx, {
    incidentId: release.incidentId,
    kind: 'release_finished',
    source: 'system',
    sourceId: `release:${release.id}:finished`,
    text,
    data: { releaseId: release.id },
  });
}
