import 'server-only';
import { AppError } from '@/lib/errors';
import { problemResponse } from '@/lib/http/problem-response';

/** For addresses that the API does not have: a program that misspelt one gets a problem document, not a web page. */
export function unknownPath(request: Request): Response {
  const error = new AppError('not_found', `${new URL(request.url).pathname} is not part of the API`);
  return problemResponse(error, crypto.randomUUID(), request);
}
