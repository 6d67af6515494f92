import 'server-only';
import { AppError } from '@/lib/errors';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Guards what the session cookie may change: a browser says where a request comes from, and only our own pages may
 * write. Throws `not_allowed`. API tokens need no such guard, as no browser sends them by itself.
 */
export function assertSameOrigin(request: Request): void {
  if (safeMethods.has(request.method)) return;
  const site = request.headers.get('sec-fetch-site');
  if (site === 'same-origin' || site === 'none') return;
  const origin = request.headers.get('origin');
  const host = request.headers.get('x-forwarded-host') ?? request.headers.get('host');
  if (site === null && origin !== null && URL.canParse(origin) && new URL(origin).host === host) return;
  throw new AppError('not_allowed', 'the request came from another site', {
    userMessage: 'This change was asked for by another site, so it was refused.',
  });
}
