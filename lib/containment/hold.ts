import { AppError } from '@/lib/errors';

/** How wide a stop reaches, from narrow to wide. */
export const holdRungs = ['agent_in_workspace', 'agent', 'workspace', 'all'] as const;
export type HoldRung = (typeof holdRungs)[number];

/** Whether it means whoever works in a place, and not one agent that somebody named. */
export const isOfPlace = (rung: HoldRung): boolean => rung === 'workspace' || rung === 'all';

/** What a person points at: a rung with the ids it names. */
export type HoldSelection = {
  rung: HoldRung;
  agentId?: string | undefined;
  workspaceId?: string | undefined;
};

export const everyAgentPhrase = 'all agents';

/** What must be typed before a wide stop, or null for a narrow one. */
export function confirmationFor(rung: HoldRung, workspaceName: string | null): string | null {
  if (rung === 'workspace') return workspaceName;
  return rung === 'all' ? everyAgentPhrase : null;
}

/** Throws `invalid_input` on the field, so that form and API say the same. */
export function assertConfirmed(
  expected: string | null,
  typed: string | undefined,
  field = 'confirm_name',
): void {
  if (expected === null || typed === expected) return;
  const message = `type ${expected} to confirm`;
  throw new AppError('invalid_input', `${field}: ${message}`, {
    details: { errors: [{ field, message }] },
  });
}
