import { isAppError } from '@/lib/errors';
import { newIdempotencyKey } from '@/lib/http/idempotency-key';

type Lost<Request> = { asked: string; request: Request; key: string };

/**
 * Makes a sender for a change that a person may press again. Where the answer was lost, the same question is sent again
 * as it was and under the same key, so that what was done already is answered and not refused; with every answer, also a
 * refusal, the next press is a new request. `asked` is what the person chose; `request` may hold more, such as the
 * counts they saw.
 */
export function sendOnce<Request, Answer>(
  send: (request: Request, options: { idempotencyKey: string }) => Promise<Answer>,
): (asked: unknown, request: Request) => Promise<Answer> {
  let lost: Lost<Request> | null = null;
  return async (asked, request) => {
    const text = JSON.stringify(asked);
    const sending = lost?.asked === text ? lost : { asked: text, request, key: newIdempotencyKey() };
    try {
      const answer = await send(sending.request, { idempotencyKey: sending.key });
      lost = null;
      return answer;
    } catch (error) {
      lost = isUndecided(error) ? sending : null;
      throw error;
    }
  };
}

/** Whether it may have been done, or may still be: no answer came, or the first request is not over. */
function isUndecided(error: unknown): boolean {
  if (!isAppError(error)) return true;
  return error.code === 'unavailable' || error.code === 'rate_limited' || error.details.isRunning === true;
}
