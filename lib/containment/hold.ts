import { z } from 'zod';
import { AppError } from '@/lib/errors';

/** How wide a stop reaches, from narrow to wide. */
export const holdRungs = ['agent_in_workspace', 'agent', 'workspace', 'all'] as const;
export const holdRungSchema = z.enum(holdRungs);
export type HoldRung = z.infer<typeof holdRungSchema>;

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

/** What a person points at: a rung with the ids it names. */
export type HoldSelection = {
  rung: HoldRung;
  agentId?: string | undefined;
  workspaceId?: string | undefined;
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

export const placeHoldInput = z
  .strictObject({
    ...selectionShape,
    reason,
    /** The agents that the person saw. A stop that would now mean others is refused and shown again. */
    seenAgentIds: z.array(id).max(20_000).optional(),
    /** The name the person typed; only for a workspace or for all. */
    confirmName: z.string().trim().max(300).optional(),
  })
  .superRefine(checkNames);

export const releaseHoldInput = z.strictObject({
  reason,
  /** Only these scopes; all that the hold still means when absent. */
  scopeIds: z.array(z.uuid()).min(1).max(20_000).optional(),
});

export const retryHoldInput = z.strictObject({
  /** Only this scope; every one that XEM has not followed when absent. */
  scopeId: z.uuid().optional(),
});

export const everyAgentPhrase = 'all agents';

/** What must be typed before a wide stop, or null for a narrow one. */
export function confirmationFor(rung: HoldRung, workspaceName: string | null): string | null {
  if (rung === 'workspace') return workspaceName;
  return rung === 'all' ? everyAgentPhrase : null;
}

/** Throws `invalid_input` on the field, so that form and API say the same. */
export function assertConfirmed(expected: string | null, typed: string | undefined): void {
  if (expected === null || typed === expected) return;
  const message = `type ${expected} to confirm`;
  throw new AppError('invalid_input', `confirm_name: ${message}`, {
    details: { errors: [{ field: 'confirm_name', message }] },
  });
}
