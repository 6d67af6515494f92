import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { readEnv } from '@/lib/env';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { buildCommands } from '@/lib/remediation/build-commands';
import { buildPlaces } from '@/lib/remediation/build-places';
import type { Remediation } from '@/lib/remediation/endpoints';
import { ladder } from '@/lib/remediation/ladder';
import { rungs } from '@/lib/remediation/remediation';
import { readCommandSubjects } from '@/lib/remediation/server/read-command-subjects';
import { toRemediationStep } from '@/lib/remediation/server/to-remediation-step';
import { profiles } from '@/lib/xem/wire/profiles';

export async function readRemediation(
  context: { db: Transaction },
  input: { incidentRef: string },
): Promise<Remediation> {
  const incident = await findIncident(context.db, input.incidentRef);
  const [rows, subjects] = await Promise.all([
    context.db.remediationStep.findMany({
      where: { incidentId: incident.id },
      orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    }),
    readCommandSubjects(context.db, incident.id),
  ]);
  const client = profiles[readEnv().XEM_PROFILE].cli;
  const named = { ...subjects, incidentRef: incidentRefOf(incident.number) };
  return {
    ladder: rungs.map((rung) => ({
      rung,
      ...ladder[rung],
      commands: buildCommands(rung, named, client),
      places: buildPlaces(rung, named),
    })),
    steps: rows.map(toRemediationStep),
  };
}
