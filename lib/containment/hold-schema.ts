import { z } from 'zod';
import { type HoldRung, type HoldSelection, holdRungs } from '@/lib/containment/hold';
import { incidentRefSchema } from '@/lib/incidents/incident-ref';

export const holdRungSchema = z.enum(holdRungs);

/** Which ids a rung names; the others must stay away, so that nobody believes in a narrower stop than happens. */
const namedBy: Record<HoldRung, { agentId: boolean; workspaceId: boolean }> = {
  agent_in_workspace: { agentId: true, workspaceId: true },
  agent: { agentId: true, workspaceId: false },
  workspace: { agentId: false, workspaceId: true },
  all: { agentId: false, workspaceId: false },
};

const id = z.string().trim().min(1).max(200);

const selectionShape = {
  rung: holdRungSchema,
  agentId: id.optional(),
  workspaceId: id.optional(),
};

function checkNames(selection: HoldSelection, context: z.RefinementCtx): void {
  for (const field of ['agentId', 'workspaceId'] as const) {
    const isNamed = selection[field] !== undefined;
    if (isNamed === namedBy[selection.rung][field]) continue;
    const message = isNamed ? `is not part of ${selection.rung}` : `is needed for ${selection.rung}`;
    context.addIssue({ code: 'custom', path: [field], message });
  }
}

export const previewHoldInput = z.strictObject(selectionShape).superRefine(checkNames);

const reason = z
  .string()
  .trim()
  .min(3, { error: 'say why, in a few words' })
  .max(1000, { error: 'must be at most 1000 characters' });

const count = z.number().int().min(0);

export const placeHoldInput = z
  .strictObject({
    ...selectionShape,
    reason,
    /** The agents that the person saw. A stop that would now mean others is refused and shown again. */
    seenAgentIds: z.array(id).max(20_000).optional(),
    /** What the person saw the stop would cost. One that would now cost much more is refused and shown again. */
    seenCosts: z.strictObject({ healthyPerHour: count, queuedCount: count, approvalCount: count }).optional(),
    /** The name the person typed; only for a workspace or for all. */
    confirmName: z.string().trim().max(300).optional(),
  })
  .superRefine(checkNames);

export const withdrawHoldInput = z.strictObject({ reason });

export const handOverHoldsInput = z.strictObject({
  toIncidentRef: incidentRefSchema,
  reason,
  /** Only these; everything the incident holds when absent. */
  holdIds: z.array(z.uuid()).min(1).max(1_000).optional(),
});

export const retryHoldInput = z.strictObject({
  /** Only this scope; every one that XEM has not followed when absent. */
  scopeId: z.uuid().optional(),
});
