import 'server-only';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import { failArchive } from '@/lib/archive/server/fail-archive';
import { findExport } from '@/lib/archive/server/find-export';
import { keepExport } from '@/lib/archive/server/keep-export';
import { notePause } from '@/lib/archive/server/note-pause';
import type { Context } from '@/lib/context';
import { type AppError, isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { XemExport } from '@/lib/xem/xem';

/** Asks XEM for the export, once: that it was asked is committed before the call. */
export async function createExport(context: Context, archive: ArchiveRow): Promise<NextStep> {
  let earlier: XemExport | null;
  try {
    earlier = archive.answerLostAt === null ? null : await findExport(context, archive);
  } catch (error) {
    return notePause(context, archive, error, 0);
  }
  const createSentAt = context.clock.now();
  const { count } = await context.db.archive.updateMany({
    where: { id: archive.id, state: 'requested' },
    data: { state: 'exporting', createSentAt, answerLostAt: null, xemRequestId: null },
  });
  if (count === 0) return { againAfterMs: 0 };
  const sent = {
    ...archive,
    state: 'exporting' as const,
    createSentAt,
    answerLostAt: null,
    xemRequestId: null,
  };
  if (earlier !== null) {
    await keepExport(context, sent, earlier, null);
    return { againAfterMs: 0 };
  }
  try {
    const made = await context.xem.createExport({ since: archive.since, until: archive.until });
    await keepExport(context, sent, made, made.receipt.requestId);
    return { againAfterMs: 0 };
  } catch (error) {
    if (!isAppError(error)) throw error;
    if (error.details.mayHaveHappened === true) return noteLoss(context, sent, error);
    await failArchive(context, { ...sent, xemRequestId: requestIdOf(error) }, error.userMessage);
    return { againAfterMs: null };
  }
}

/** Whether XEM makes it nobody has said; from now on it is looked for. */
async function noteLoss(context: Context, archive: ArchiveRow, error: AppError): Promise<NextStep> {
  await context.db.$transaction(async (tx) => {
    await tx.archive.updateMany({
      where: {
        id: archive.id,
        state: 'exporting',
        createSentAt: archive.createSentAt,
        xemExportId: null,
        answerLostAt: null,
      },
      data: {
        answerLostAt: context.clock.now(),
        xemRequestId: requestIdOf(error),
        errorMessage: `${error.userMessage} Holdfast looks for the export in XEM's list.`,
      },
    });
    await announce(tx, { incident: archive.incident.number, changed: 'evidence' });
  });
  return { againAfterMs: 0 };
}

function requestIdOf({ details }: AppError): string | null {
  return typeof details.requestId === 'string' ? details.requestId : null;
}
