import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { notify } from '@/lib/notify/server/notify';
import { reliesOnLostFix } from '@/lib/release/cause-fix-rule';
import { changeRelease, releaseParts } from '@/lib/release/server/find-release';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Pauses what would go on freeing agents by itself because the (locked) incident's cause was marked as fixed, now that
 * nobody says so. What waits for a person is theirs to decide; what has freed all is watched to its end.
 */
export async function pauseRelying(
  context: Context,
  tx: Transaction,
  { incidentId, causeFixId }: { incidentId: string; causeFixId: string },
): Promise<void> {
  const running = await tx.release.findMany({
    where: { incidentId, state: 'running' },
    include: releaseParts,
    orderBy: { id: 'asc' },
  });
  for (const release of running.filter((it) => reliesOnLostFix(it, null))) {
    await changeRelease(tx, release, { state: 'paused' });
    await appendEntry(context, tx, {
      incidentId,
      kind: 'release_steered',
      source: 'system',
      sourceId: `release:${release.id}:paused:${causeFixId}`,
      text: 'Release paused: it relied on the cause being marked as fixed. A person has to go on with it or cancel it.',
      data: { releaseId: release.id, steering: 'pause', from: release.state, causeFixId },
    });
    await notify(context, tx, {
      kind: 'release_paused',
      severity: 'amber',
      text: `${incidentRefOf(release.incident.number)}: a release is paused, since the cause is no longer marked as fixed`,
      incidentId,
      foldKey: `release_paused:${release.id}`,
    });
  }
}
