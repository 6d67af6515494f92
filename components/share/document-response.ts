import { createHash } from 'node:crypto';
import type { ReactElement } from 'react';
import { documentStyle } from '@/components/share/document-style';

const styleHash = createHash('sha256').update(documentStyle).digest('base64');

const headers = {
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
  'X-Robots-Tag': 'noindex, nofollow, noarchive',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
};

/** Static markup with a policy that lets no script run and nothing load. */
export async function documentResponse(page: ReactElement, status: number): Promise<Response> {
  // Next refuses this module where it is imported by name; a route handler may load it when it runs.
  const { renderToStaticMarkup } = await import('react-dom/server');
  return new Response(`<!doctype html>${renderToStaticMarkup(page)}`, { status, headers });
}
