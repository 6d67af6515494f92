import 'server-only';
import type { Context } from '@/lib/context';
import type { Prisma } from '@/lib/db/generated/client';
import { isAppError } from '@/lib/errors';
import { announce } from '@/lib/live/server/announce';
import type { XemSettings } from '@/lib/xem/connect';
import { probe } from '@/lib/xem/probe/probe';

/** Looks at the router and keeps what it found. It only reads, so after a crash it simply looks again. */
export async function runProbe(
  context: Pick<Context, 'db' | 'clock'>,
  probeId: string,
  settings: XemSettings,
): Promise<{ againAfterMs: null }> {
  const { db, clock } = context;
  const { count } = await db.contractProbe.updateMany({
    where: { id: probeId, state: { in: ['requested', 'running'] } },
    data: { state: 'running' },
  });
  if (count === 0) return { againAfterMs: null };
  const found = await look(settings);
  await db.$transaction(async (tx) => {
    await tx.contractProbe.updateMany({
      where: { id: probeId, state: 'running' },
      data: { ...found, finishedAt: clock.now() },
    });
    await announce(tx, { incident: null, changed: 'connection' });
  });
  return { againAfterMs: null };
}

async function look(settings: XemSettings) {
  try {
    const report = JSON.stringify(await probe(settings));
    return { state: 'finished' as const, report: JSON.parse(report) as Prisma.InputJsonObject };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { state: 'failed' as const, errorMessage: error.userMessage };
  }
}
