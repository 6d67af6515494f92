import { type NextRequest, NextResponse } from 'next/server';
import { contentSecurityPolicy } from '@/lib/http/content-security-policy';

/** Gives each page its policy. Next finds the nonce in the policy for its own scripts; the layout reads it for ours. */
export function proxy(request: NextRequest): NextResponse {
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(16))).toString('base64');
  const isDevelopment = process.env.NODE_ENV === 'development';
  const policy = contentSecurityPolicy(nonce, { isDevelopment });
  const headers = new Headers(request.headers);
  headers.set('Content-Security-Policy', policy);
  headers.set('X-Nonce', nonce);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set('Content-Security-Policy', policy);
  return response;
}

export const config = {
  matcher: [
    {
      // Pages only. The share page, and its preview, bring a stricter policy of their own.
      source:
        '/((?!api/|s/|_next/static|_next/image|healthz|readyz|metrics|icon.svg|favicon.ico|incidents/[^/]+/share/preview).*)',
      // What is fetched ahead is data without scripts of its own.
      missing: [
        { type: 'header', key: 'next-router-prefetch' },
        { type: 'header', key: 'purpose', value: 'prefetch' },
      ],
    },
  ],
};
