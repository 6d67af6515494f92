import 'server-only';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { type Postmortem, sectionTitles } from '@/lib/postmortem/postmortem';
import { readState } from '@/lib/postmortem/server/read-state';
import { toPublication } from '@/lib/postmortem/server/to-publication';

export async function readPostmortem(
  context: Pick<Context, 'db'>,
  input: { incidentRef: string },
): Promise<Postmortem> {
  const incident = await findIncident(context.db, input.incidentRef);
  const state = await readState(context.db, incident);
  const newest = await context.db.postmortemRevision.findFirst({
    where: { incidentId: incident.id },
    orderBy: { number: 'desc' },
  });
  return {
    status: state.row?.status ?? 'not_started',
    revision: state.row?.revision ?? 0,
    rootCauseKind: state.row?.rootCauseKind ?? null,
    noExecutionsReason: state.row?.noExecutionsReason ?? null,
    sections: state.sections.map((it) => ({
      ...it,
      title: sectionTitles[it.section],
      markdown: state.texts[it.section],
    })),
    facts: state.facts,
    missing: state.missing,
    publication: newest && { ...toPublication(newest), hasChangedSince: newest.sha256 !== state.sha256 },
  };
}
