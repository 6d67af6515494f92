import type { AppError } from '@/lib/errors';
import { problemToWire, toProblem } from '@/lib/http/problem';

/** The API refusing: the error as a route answers it. */
export function problemAnswer(error: AppError): Response {
  return Response.json(problemToWire(toProblem(error, 'req_1')), {
    status: error.status,
    headers: { 'Content-Type': 'application/problem+json' },
  });
}
