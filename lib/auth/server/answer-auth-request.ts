import 'server-only';
import { publicUrl } from '@/lib/auth/public-url';
import type { Auth } from '@/lib/auth/server/auth';
import type { Env } from '@/lib/env';
import { assertSameOrigin } from '@/lib/http/assert-same-origin';
import { problemResponse } from '@/lib/http/problem-response';
import { unknownPath } from '@/lib/http/unknown-path';

/**
 * What the sign-in library may answer over HTTP. Its other addresses change people past our roles and audit trail, and
 * new versions add more of them, so this is a list of what is open rather than of what is shut.
 */
const open = new Set([
  'POST /api/auth/sign-in/email',
  'POST /api/auth/sign-out',
  'GET /api/auth/magic-link/verify',
]);

export async function answerAuthRequest(
  auth: Pick<Auth, 'handler'>,
  env: Pick<Env, 'HOLDFAST_URL' | 'PORT'>,
  request: Request,
): Promise<Response> {
  if (!open.has(`${request.method} ${new URL(request.url).pathname}`)) return unknownPath(request);
  try {
    assertSameOrigin(request);
  } catch (error) {
    return problemResponse(error, crypto.randomUUID(), request);
  }
  const response = await auth.handler(request);
  // A link is opened as a page: its reader gets words, and the link works again in a moment.
  if (request.method === 'GET' && response.status === 429)
    return redirectTo('/sign-in/link?error=rate_limited');
  return withOwnLocation(response, publicUrl(env));
}

/** The library redirects to our public address; a browser that came by another name would lose its new cookie. */
function withOwnLocation(response: Response, ownUrl: string): Response {
  const location = response.headers.get('location');
  if (!location?.startsWith(`${ownUrl}/`)) return response;
  const headers = new Headers(response.headers);
  headers.set('location', location.slice(ownUrl.length));
  return new Response(response.body, { status: response.status, headers });
}

function redirectTo(location: string): Response {
  return new Response(null, { status: 303, headers: { location } });
}
