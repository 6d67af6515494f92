import 'server-only';
import type { Context } from '@/lib/context';
import { readEvidenceContent } from '@/lib/evidence/server/read-evidence-content';

/** Always a download, never a page: what an agent wrote must not run in a browser that is signed in here. */
export async function downloadEvidence(
  context: Context,
  input: { incidentRef: string; evidenceId: string },
): Promise<Response> {
  const { item, content } = await readEvidenceContent(context, input);
  const digest = Buffer.from(item.sha256, 'hex').toString('base64');
  return new Response(content, {
    headers: {
      'Content-Type': 'application/octet-stream',
      'Content-Length': String(item.size),
      'Content-Disposition': `attachment; filename="${item.name}"`,
      'Content-Security-Policy': "default-src 'none'; sandbox",
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Repr-Digest': `sha-256=:${digest}:`,
      ETag: `"${item.sha256}"`,
    },
  });
}
