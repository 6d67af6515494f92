import 'server-only';
import { readProbe } from '@/lib/connection/server/read-probe';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { mergeOverrides } from '@/lib/xem/probe/merge-overrides';
import { readOverrides } from '@/lib/xem/read-contract';
import { parseOverrides } from '@/lib/xem/wire/overrides';

/** The file that `npm run probe -- --save` would write: what was found, beside what the configured file says already. */
export async function downloadContract(
  context: Pick<Context, 'db'>,
  { probeId }: { probeId: string },
  settings: { XEM_CONTRACT_FILE?: string | undefined },
): Promise<Response> {
  const { report, finishedAt } = await readProbe(context, { probeId });
  if (report === null || finishedAt === null) {
    throw new AppError('conflict', `probe ${probeId} has no result`, {
      userMessage: 'This probe has no result to download.',
    });
  }
  const known = settings.XEM_CONTRACT_FILE === undefined ? {} : readOverrides(settings.XEM_CONTRACT_FILE);
  const about = `Found by a contract probe on ${finishedAt.slice(0, 10)}.`;
  const found = parseOverrides({ about, ...report.overrides });
  return new Response(`${JSON.stringify(mergeOverrides(known, found), null, 2)}\n`, {
    headers: {
      'Content-Type': 'application/json; charset=utf-8',
      'Content-Disposition': 'attachment; filename="contract.json"',
      'Cache-Control': 'no-store',
    },
  });
}
