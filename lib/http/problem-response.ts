import 'server-only';
import { databaseFailure } from '@/lib/db/database-failure';
import { isAppError } from '@/lib/errors';
import { type Problem, problemToWire, toProblem } from '@/lib/http/problem';
import { logger } from '@/lib/observability/logger';

/** The answer to a failed request, and its line in the log. Whatever is not an AppError is logged with its stack. */
export function problemResponse(thrown: unknown, requestId: string, request: Request): Response {
  const error = isAppError(thrown) ? thrown : (databaseFailure(thrown) ?? thrown);
  const problem = toProblem(error, requestId);
  const line = { requestId, method: request.method, path: new URL(request.url).pathname, code: problem.code };
  if (!isAppError(error)) logger().error({ ...line, err: error }, 'unexpected error');
  else if (problem.status >= 500) logger().warn({ ...line, detail: error.message }, 'request failed');
  return Response.json(problemToWire(problem), {
    status: problem.status,
    headers: {
      'X-Request-ID': requestId,
      'Content-Type': 'application/problem+json',
      'Cache-Control': 'no-store',
      ...(problem.status === 401 && { 'WWW-Authenticate': 'Bearer realm="Holdfast"' }),
      ...retryAfter(problem),
    },
  });
}

/** HTTP counts this in whole seconds; rounding down would ask too early. */
function retryAfter({ details }: Problem): { 'Retry-After'?: string } {
  const ms = details?.retryAfterMs;
  return typeof ms === 'number' ? { 'Retry-After': String(Math.ceil(ms / 1000)) } : {};
}
