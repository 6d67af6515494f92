import 'server-only';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { changeRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/** Ends the watch of a stage. What comes next begins by itself, or waits for a person, as was asked for. */
export async function passStage(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  number: number,
): Promise<void> {
  const isLast = number === release.stages.length;
  await changeRelease(tx, release, {
    state: release.isAutomatic || isLast ? 'running' : 'between_stages',
  });
  await tx.releaseStage.update({
    where: { releaseId_number: { releaseId: release.id, number } },
    data: { passedAt: context.clock.now() },
  });
  const watched = release.watchMinutes === 0 ? 'not watched' : 'nothing that the rule means has happened';
  await appendEntry(context, tx, {
    incidentId: release.incidentId,
    kind: 'release_stage_passed',
    source: 'system',
    sourceId: `release:${release.id}:passed:${number}`,
    text: `Stage ${number} of ${release.stages.length}: ${watched}`,
    data: { releaseId: release.id, stage: number, stageCount: release.stages.length },
  });
}
