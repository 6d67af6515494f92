import 'server-only';
import type { Context } from '@/lib/context';
import { outputHeaders, pageLimitBytes } from '@/lib/executions/raw-output';
import { readOutputPage } from '@/lib/executions/server/read-output-page';
import { readSharedTail } from '@/lib/executions/server/read-shared-tail';

type ReadRawOutputInput = {
  executionId: string;
  offset?: number | undefined;
  find?: string | undefined;
  tail?: boolean | undefined;
};

/**
 * The raw output as it comes from XEM. It is whatever a tool printed, so browsers are told to take it for text and
 * nothing else. With `offset`, `find` or `tail` one page of it; else all of it, passed on unread.
 */
export async function readRawOutput(
  { xem }: Pick<Context, 'xem'>,
  { executionId, offset, find, tail }: ReadRawOutputInput,
): Promise<Response> {
  const headers = new Headers({
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  });
  if (tail) {
    const { bytes, begin, total } = await readSharedTail(xem, executionId);
    return page(headers, bytes, { begin, total, foundAt: null });
  }
  const { body, size } = await xem.rawExecution(executionId);
  if (offset !== undefined || find !== undefined) {
    const wish = { offset: offset ?? 0, limitBytes: pageLimitBytes, find };
    const { bytes, begin, isLast, foundAt } = await readOutputPage(body, wish);
    return page(headers, bytes, { begin, total: isLast ? begin + bytes.length : size, foundAt });
  }
  const name = executionId.replace(/[^\w.-]/g, '_');
  headers.set('Content-Disposition', `attachment; filename="${name}.txt"`);
  if (size !== null) headers.set('Content-Length', String(size));
  return new Response(body, { headers });
}

function page(
  headers: Headers,
  bytes: Buffer,
  { begin, total, foundAt }: { begin: number; total: number | null; foundAt: number | null },
): Response {
  headers.set('Content-Disposition', 'inline');
  headers.set(outputHeaders.begin, String(begin));
  headers.set(outputHeaders.end, String(begin + bytes.length));
  if (total !== null) headers.set(outputHeaders.total, String(total));
  if (foundAt !== null) headers.set(outputHeaders.found, String(foundAt));
  return new Response(new Uint8Array(bytes), { headers });
}
