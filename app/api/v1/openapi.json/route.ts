import { apiEndpoints } from '@/lib/openapi/api-endpoints';
import { buildDocument } from '@/lib/openapi/build-document';
import { version } from '@/package.json';

/** Needs no sign-in: it tells what the source tells. The same for everybody, so it is made once, at build. */
export const dynamic = 'force-static';

export function GET(): Response {
  return Response.json(buildDocument(apiEndpoints, version));
}
