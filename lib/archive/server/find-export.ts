import 'server-only';
import { findAskedFor } from '@/lib/archive/plan-archive';
import type { ArchiveRow } from '@/lib/archive/server/archive-row';
import type { Context } from '@/lib/context';
import type { XemExport } from '@/lib/xem/xem';

/** The export whose making XEM did not get to tell us of; null where its list does not hold one on the first page. */
export async function findExport(context: Context, archive: ArchiveRow): Promise<XemExport | null> {
  const { items } = await context.xem.listExports({});
  // What another archive was told of is not the one that nobody was told of.
  const known = await context.db.archive.findMany({
    where: { xemExportId: { in: items.map(({ exportId }) => exportId) } },
    select: { xemExportId: true },
  });
  const unclaimed = items.filter((it) => known.every(({ xemExportId }) => xemExportId !== it.exportId));
  return findAskedFor(unclaimed, archive, archive.createSentAt ?? archive.requestedAt);
}
