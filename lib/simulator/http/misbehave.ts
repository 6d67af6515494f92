import {
  brokenBody,
  huge,
  malformed,
  oversized,
  skewed,
  slowed,
  truncated,
  webPage,
} from '@/lib/simulator/http/broken-answers';
import { applyLate, type Router, undoLater } from '@/lib/simulator/http/deceive';
import type { ActiveFault } from '@/lib/simulator/http/faults';
import { Refusal } from '@/lib/simulator/http/refusal';

/** The misbehaviour as a response to this request. */
export async function misbehave(fault: ActiveFault, request: Request, router: Router): Promise<Response> {
  switch (fault.kind) {
    case '400':
      return new Refusal(400, 'invalid_request_error', 'Bad request').toResponse();
    case '401':
      return new Refusal(401, 'authentication_error', 'Invalid API key provided', {
        code: 'invalid_api_key',
      }).toResponse();
    case '403':
      return new Refusal(403, 'authentication_error', 'API key lacks the required scope', {
        code: 'scope_insufficient',
      }).toResponse();
    case '404':
      return new Refusal(404, 'not_found_error', 'Not found').toResponse();
    case '409':
      return new Refusal(409, 'conflict_error', 'Already decided').toResponse();
    case '429':
      return new Refusal(429, 'rate_limit_error', 'Rate limit exceeded', {
        code: 'rate_limit_exceeded',
        retryAfterSeconds: fault.retryAfterSeconds ?? 1,
      }).toResponse();
    case '500':
      return new Refusal(500, 'server_error', 'Internal server error').toResponse();
    case '502':
    case '504':
      // Said by what stands before the router, in its own words.
      return new Response(`<h1>${fault.kind}</h1>`, {
        status: Number(fault.kind),
        headers: { 'Content-Type': 'text/html' },
      });
    case '503':
      return unavailable(fault, 'Service unavailable').toResponse();
    case 'no-agent':
      return unavailable(fault, 'No agent is online for this tool', 'tool_executor_unavailable').toResponse();
    case 'hang':
      return untilGivenUp(request);
    case 'reset':
      return reset(router);
    case 'html':
      return webPage();
    case 'malformed':
      return malformed();
    case 'truncated':
      return truncated(await router.answer());
    case 'oversized':
      return oversized();
    case 'huge':
      return huge(fault);
    case 'slow':
      return slowed(await router.answer(), fault.delayMs ?? 1_000);
    case 'skewed':
      return skewed(await router.answer(), fault.skewMs ?? 300_000, router.now());
    case 'accept-not-apply':
      return router.pretend();
    case 'apply-late':
      return applyLate(request, router, fault.delayMs ?? 5_000);
    case 'apply-then-hang':
      await router.answer();
      return untilGivenUp(request);
    case 'apply-then-reset':
      await router.answer();
      return reset(router);
    case 'undo-later':
      return undoLater(request, router, fault.delayMs ?? 5_000);
  }
}

function unavailable({ retryAfterSeconds }: ActiveFault, message: string, code?: string): Refusal {
  return new Refusal(503, 'server_error', message, {
    ...(code === undefined ? {} : { code }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  });
}

function untilGivenUp(request: Request): Promise<Response> {
  return new Promise((resolve) => {
    request.signal.addEventListener('abort', () => resolve(new Response(null, { status: 499 })));
  });
}

function reset(router: Router): Response {
  return router.cut() ? new Response(null, { status: 499 }) : brokenBody();
}
