import { AppError } from '@/lib/errors';
import type { Call } from '@/lib/xem/exchange';
import { notSent } from '@/lib/xem/failures';
import type { Route } from '@/lib/xem/wire/operation-table';

/** Any project segment will do; it is never looked at (contract 2.1). */
export function readBaseUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.username !== '' || url.password !== '') {
    throw new AppError(
      'invalid_input',
      'The XEM base URL must be http(s), end in /<project>/v1 and hold no password.',
    );
  }
  return new URL(url.pathname.replace(/\/*$/, ''), url);
}

export function addressOf(base: URL, call: Call, route: Route): URL {
  const path = route.path.replace(/\{(\w+)\}/g, (_, param: string) => {
    const value = call.params?.[param] ?? '';
    // Such an id would climb to another path once the URL is normalised.
    if (value === '' || value === '.' || value === '..') {
      throw new AppError('not_found', `XEM has no ${param} '${value}'`, {
        details: { requestId: null, ...notSent },
      });
    }
    return encodeURIComponent(value);
  });
  const address = new URL(`${base.origin}${base.pathname.replace(/\/$/, '')}${path}`);
  for (const [name, value] of Object.entries(call.query ?? {})) {
    if (value !== undefined) address.searchParams.set(name, String(value));
  }
  return address;
}
