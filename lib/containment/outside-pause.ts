import { z } from 'zod';
import { desiredStateSchema, scopeProgressSchema } from '@/lib/containment/agent-scope-schema';
import { instant } from '@/lib/http/endpoint';
import { incidentRefSchema } from '@/lib/incidents/incident-ref';

/** `left_over`: Holdfast had resumed it, and XEM showed the pause again soon afterwards. */
export const outsidePauseKindSchema = z.enum(['outside', 'left_over']);
export type OutsidePauseKind = z.infer<typeof outsidePauseKindSchema>;

export const outsidePauseDecisionSchema = z.enum(['adopted', 'restore', 'wanted']);

/** A pause that XEM shows and no hold explains. */
export const outsidePauseSchema = z.object({
  pauseId: z.string(),
  kind: outsidePauseKindSchema,
  agentId: z.string(),
  agentName: z.string(),
  /** Null for the whole agent. */
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  noticedAt: instant,
  endedAt: instant.nullable(),
  decision: outsidePauseDecisionSchema.nullable(),
  reason: z.string().nullable(),
  decidedByName: z.string().nullable(),
  decidedAt: instant.nullable(),
  /** The incident that adopted it, or whose release left it over. */
  incidentRef: z.string().nullable(),
  /** How far XEM has followed where it was asked to resume; null where Holdfast asked for nothing. */
  resuming: z
    .object({
      desired: desiredStateSchema,
      progress: scopeProgressSchema,
      errorMessage: z.string().nullable(),
      xemRequestId: z.string().nullable(),
    })
    .nullable(),
});
export type OutsidePause = z.infer<typeof outsidePauseSchema>;

const reason = z
  .string()
  .trim()
  .min(3, { error: 'say why, in a few words' })
  .max(1000, { error: 'must be at most 1000 characters' });

export const decidePauseInput = z.strictObject({ reason });
export const adoptPauseInput = z.strictObject({ reason, incidentRef: incidentRefSchema });
