import 'server-only';
import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';
import type { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';

type Answer = { status: number; body: unknown };

/** A request that has not answered after this long, in ms, has died; its key may be used again. */
const abandonedAfterMs = 60_000;

/**
 * Runs `work` once a key and actor. A repeat gets the first answer; the same key with another request, or while the
 * first is still running, throws `conflict`. A failure is forgotten, so that it can be tried again.
 */
export async function answerOnce(
  context: Context,
  request: { key: string; endpoint: string; body: string },
  work: () => Promise<Answer>,
): Promise<Answer> {
  const { db, clock } = context;
  const identity = { actorId: context.actor.actorId, key: request.key };
  const where = { actorId_key: identity };
  const requestHash = createHash('sha256').update(request.body).digest('hex');
  const fresh = { endpoint: request.endpoint, requestHash, createdAt: clock.now() };

  const { count } = await db.idempotencyRecord.createMany({
    data: { ...identity, ...fresh },
    skipDuplicates: true,
  });
  if (count === 0) {
    const earlier = await db.idempotencyRecord.findUnique({ where });
    if (earlier && (earlier.requestHash !== requestHash || earlier.endpoint !== request.endpoint)) {
      throw new AppError('conflict', 'Idempotency-Key was used for another request; choose a new one');
    }
    if (earlier?.status) return { status: earlier.status, body: earlier.body };
    const taken = await db.idempotencyRecord.updateMany({
      where: {
        ...identity,
        status: null,
        createdAt: { lt: new Date(clock.now().getTime() - abandonedAfterMs) },
      },
      data: fresh,
    });
    if (taken.count === 0) {
      throw new AppError(
        'conflict',
        'The first request with this Idempotency-Key is still running; ask again soon',
      );
    }
  }
  try {
    const answer = await work();
    const body = answer.body as Prisma.InputJsonValue;
    await db.idempotencyRecord.update({ where, data: { status: answer.status, body } });
    return answer;
  } catch (error) {
    await db.idempotencyRecord.deleteMany({ where: { ...identity, status: null } });
    throw error;
  }
}
