import 'server-only';
import { createHash } from 'node:crypto';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { openAnswer, sealAnswer } from '@/lib/http/seal-answer';

type Answer = { status: number; body: unknown };

type KeyedRequest = { key: string; endpoint: string; body: string; secret: string };

/** A request that has not answered after this long, in ms, has died; its key may be used again. */
const abandonedAfterMs = 60_000;

const keyLimit = 255;

/**
 * Runs `work` once a key and actor. A repeat gets the first answer; the same key with another request, or while the
 * first is still running, throws `conflict`. A failure is forgotten, so that it can be tried again.
 */
export async function answerOnce(
  context: Context,
  request: KeyedRequest,
  work: () => Promise<Answer>,
): Promise<Answer> {
  assertUsableKey(request.key);
  const { db, logger } = context;
  const identity = { actorId: context.actor.actorId, key: request.key };
  const earlier = await claim(context, request, identity);
  if (earlier) return earlier;

  let answer: Answer;
  try {
    answer = await work();
  } catch (error) {
    await db.idempotencyRecord.deleteMany({ where: { ...identity, status: null } });
    throw error;
  }
  const body = sealAnswer(request.secret, sealIdentity(identity), answer.body);
  // The work is committed: failing now would tell the caller that it was not.
  await db.idempotencyRecord
    .update({ where: { actorId_key: identity }, data: { status: answer.status, body } })
    .catch((error: unknown) => logger.warn({ err: error }, 'answer not kept for a repeat'));
  return answer;
}

/** The answer of an earlier run, or null when this run may go ahead. */
async function claim(
  { db, clock }: Context,
  request: KeyedRequest,
  identity: { actorId: string; key: string },
): Promise<Answer | null> {
  const requestHash = createHash('sha256').update(request.body).digest('hex');
  const fresh = { endpoint: request.endpoint, requestHash, createdAt: clock.now() };
  const { count } = await db.idempotencyRecord.createMany({
    data: { ...identity, ...fresh },
    skipDuplicates: true,
  });
  if (count === 1) return null;

  const earlier = await db.idempotencyRecord.findUnique({ where: { actorId_key: identity } });
  if (earlier && (earlier.requestHash !== requestHash || earlier.endpoint !== request.endpoint)) {
    throw new AppError('conflict', 'Idempotency-Key was used for another request; choose a new one');
  }
  if (earlier?.status) {
    return {
      status: earlier.status,
      body: openAnswer(request.secret, sealIdentity(identity), earlier.body),
    };
  }
  const abandoned = { lt: new Date(clock.now().getTime() - abandonedAfterMs) };
  const taken = await db.idempotencyRecord.updateMany({
    where: { ...identity, status: null, createdAt: abandoned },
    data: fresh,
  });
  if (taken.count === 1) return null;
  throw new AppError(
    'conflict',
    'The first request with this Idempotency-Key is still running; ask again soon',
    { details: { isRunning: true } },
  );
}

function sealIdentity({ actorId, key }: { actorId: string; key: string }): string {
  return `${actorId} ${key}`;
}

function assertUsableKey(key: string): void {
  if (key.length > 0 && key.length <= keyLimit) return;
  const message = `must have 1 to ${keyLimit} characters`;
  throw new AppError('invalid_input', `Idempotency-Key: ${message}`, {
    details: { errors: [{ field: 'Idempotency-Key', message }] },
  });
}
