import 'server-only';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { RedactionProfile } from '@/lib/share/profile';
import { redact } from '@/lib/share/redact';
import { readShareSource } from '@/lib/share/server/read-share-source';
import type { SharedIncident } from '@/lib/share/shared-incident';

/** What a guest would see now. Leaves no trace in the access log. */
export async function previewShare(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { incidentRef, profile }: { incidentRef: string; profile: RedactionProfile },
): Promise<SharedIncident> {
  const incident = await findIncident(db, incidentRef);
  return redact(await readShareSource({ db }, incident), profile, clock.now().toISOString());
}
