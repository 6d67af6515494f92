import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { RemediationStep, recordStepInput } from '@/lib/remediation/remediation-schema';
import { storeStep } from '@/lib/remediation/server/store-step';

type Input = z.output<typeof recordStepInput> & { incidentRef: string };

export async function recordStep(context: Context, input: Input): Promise<RemediationStep> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    return storeStep(context, tx, incident, input);
  });
}
