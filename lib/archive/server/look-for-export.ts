import 'server-only';
import type { ArchiveRow, NextStep } from '@/lib/archive/server/archive-row';
import { findExport } from '@/lib/archive/server/find-export';
import { keepExport } from '@/lib/archive/server/keep-export';
import { notePause } from '@/lib/archive/server/note-pause';
import type { Context } from '@/lib/context';

/** XEM may list an export only once it is made, so that one look is not enough; in ms. */
const againAfterMs = 15_000;

export async function lookForExport(context: Context, archive: ArchiveRow): Promise<NextStep> {
  try {
    const found = await findExport(context, archive);
    if (found === null) return { againAfterMs };
    await keepExport(context, archive, found, null);
    return { againAfterMs: 0 };
  } catch (error) {
    return notePause(context, archive, error, againAfterMs);
  }
}
