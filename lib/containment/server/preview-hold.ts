import 'server-only';
import type { HoldSelection } from '@/lib/containment/hold';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { readHoldPreview } from '@/lib/containment/server/read-hold-preview';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';

type Input = HoldSelection & { incidentRef?: string };

/** What a stop would mean and cost. Changes nothing, so viewers may look too. */
export async function previewHold(context: Context, input: Input): Promise<HoldPreview> {
  const { incidentRef, ...selection } = input;
  const incident = incidentRef === undefined ? null : await findIncident(context.db, incidentRef);
  const scope = { now: context.clock.now(), incidentId: incident?.id ?? null };
  return readHoldPreview(context.db, selection, scope);
}
