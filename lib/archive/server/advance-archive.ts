import 'server-only';
import { planArchive, pollDelayMs } from '@/lib/archive/plan-archive';
import { createExport } from '@/lib/archive/server/create-export';
import { downloadArchive } from '@/lib/archive/server/download-archive';
import { failArchive } from '@/lib/archive/server/fail-archive';
import { lookForExport } from '@/lib/archive/server/look-for-export';
import { pollExport } from '@/lib/archive/server/poll-export';
import type { Context } from '@/lib/context';

/** One step of an archive. May be called at any time, any number of times, also by two workers at once. */
export async function advanceArchive(
  context: Context,
  archiveId: string,
): Promise<{ againAfterMs: number | null }> {
  const archive = await context.db.archive.findUnique({
    where: { id: archiveId },
    include: { incident: { select: { id: true, number: true } } },
  });
  if (!archive) return { againAfterMs: null };
  const now = context.clock.now();
  const step = planArchive(archive, now);
  switch (step.kind) {
    case 'none':
      return { againAfterMs: null };
    case 'wait':
      return { againAfterMs: step.forMs };
    case 'look':
      return lookForExport(context, archive);
    case 'give_up':
      await failArchive(context, { ...archive, answerLostAt: archive.answerLostAt ?? now }, answerLost);
      return { againAfterMs: null };
    case 'create':
      return createExport(context, archive);
    case 'poll':
      return pollExport(context, archive, step.exportId, pollDelayMs(archive, now));
    case 'download':
      return downloadArchive(context, archive, step.exportId);
  }
}

const answerLost =
  "XEM's answer was lost, and its list does not show the export. Try again to look once more and then to ask for another; nothing else is affected.";
