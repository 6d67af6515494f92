import 'server-only';
import type { Context } from '@/lib/context';
import { notFound } from '@/lib/errors';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readState } from '@/lib/postmortem/server/read-state';

/** The postmortem as it is now, or a publication byte by byte as it was frozen. */
export async function exportMarkdown(
  context: Context,
  input: { incidentRef: string; publication?: number | undefined },
): Promise<Response> {
  const incident = await findIncident(context.db, input.incidentRef);
  const { markdown, sha256, suffix } = await readText(context, incident, input.publication);
  return new Response(markdown, {
    headers: {
      'Content-Type': 'text/markdown; charset=utf-8',
      'Content-Disposition': `attachment; filename="${incidentRefOf(incident.number)}-postmortem${suffix}.md"`,
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'private, no-store',
      'Repr-Digest': `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`,
    },
  });
}

async function readText(
  context: Context,
  incident: Parameters<typeof readState>[1],
  publication: number | undefined,
): Promise<{ markdown: string; sha256: string; suffix: string }> {
  if (publication === undefined) return { ...(await readState(context.db, incident)), suffix: '-draft' };
  const frozen = await context.db.postmortemRevision.findUnique({
    where: { incidentId_number: { incidentId: incident.id, number: publication } },
  });
  if (!frozen) throw notFound('publication', String(publication));
  return { ...frozen, suffix: `-${publication}` };
}
