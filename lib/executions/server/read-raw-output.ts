import 'server-only';
import type { Context } from '@/lib/context';
import { previewLimitBytes, truncatedHeader } from '@/lib/executions/raw-output';

/**
 * The raw output as it comes from XEM. It is whatever a tool printed, so browsers are told to take it for text and
 * nothing else. The preview ends after `previewLimitBytes`; the download is passed on unread.
 */
export async function readRawOutput(
  { xem }: Pick<Context, 'xem'>,
  { executionId, preview }: { executionId: string; preview: boolean },
): Promise<Response> {
  const { body, size } = await xem.rawExecution(executionId);
  const headers = new Headers({
    'Content-Type': 'text/plain; charset=utf-8',
    'X-Content-Type-Options': 'nosniff',
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cache-Control': 'no-store',
  });
  if (!preview) {
    const name = executionId.replace(/[^\w.-]/g, '_');
    headers.set('Content-Disposition', `attachment; filename="${name}.txt"`);
    if (size !== null) headers.set('Content-Length', String(size));
    return new Response(body, { headers });
  }
  const { bytes, isTruncated } = await readBeginning(body);
  headers.set('Content-Disposition', 'inline');
  headers.set(truncatedHeader, String(isTruncated));
  return new Response(bytes, { headers });
}

async function readBeginning(body: ReadableStream<Uint8Array>) {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    chunks.push(chunk);
    length += chunk.byteLength;
    // Leaving the loop cancels the stream, and so the request to XEM.
    if (length > previewLimitBytes) break;
  }
  return {
    bytes: Buffer.concat(chunks).subarray(0, previewLimitBytes),
    isTruncated: length > previewLimitBytes,
  };
}
