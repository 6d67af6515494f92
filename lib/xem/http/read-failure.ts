import type { Clock } from '@/lib/clock';
import type { AppError } from '@/lib/errors';
import type { CallTrace } from '@/lib/xem/exchange';
import type { Redact } from '@/lib/xem/redact';
import { failureOf, type Refusal, readRefusal } from '@/lib/xem/refusal';
import type { Contract } from '@/lib/xem/wire/contract';

type Context = { clock: Clock; redact: Redact; contract: Contract };

/** What a status other than 2xx means to the caller. `body` is undefined where it was no JSON. */
export function readFailure(call: CallTrace, response: Response, body: unknown, context: Context): AppError {
  const refusal = readRefusal(body);
  const refused = {
    status: response.status,
    refusal,
    said: `${response.status} ${response.statusText}`.trim(),
    retryAfterMs: readRetryAfter(response, refusal, context),
    isWebPage: response.headers.get('Content-Type')?.startsWith('text/html') ?? false,
  };
  return failureOf(call, refused, context);
}

/** Header first, then the body (contract 7.2); the header is seconds or a date. */
function readRetryAfter(response: Response, refusal: Refusal, { clock, contract }: Context): number | null {
  const header = response.headers.get(contract.headers.retryAfter);
  if (header !== null) {
    const seconds = Number(header);
    if (Number.isFinite(seconds) && seconds >= 0) return seconds * 1000;
    const until = Date.parse(header);
    if (!Number.isNaN(until)) return Math.max(0, until - clock.now().getTime());
  }
  return refusal.retryAfterMs;
}
