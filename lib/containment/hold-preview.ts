import { z } from 'zod';
import { containmentPlanSchema } from '@/lib/containment/plan-containment';
import { instant } from '@/lib/http/endpoint';

/** The plan of a stop, with what the dialog around it has to say. */
export const holdPreviewSchema = containmentPlanSchema.extend({
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  /** How many workspaces the named agent serves, for the words of the ladder. */
  agentWorkspaceCount: z.number().int(),
  /** What to type before it is carried out; null where a reason is enough. */
  confirmName: z.string().nullable(),
  /** As of when the mirror knew; null before its first look. */
  asOf: instant.nullable(),
});
export type HoldPreview = z.infer<typeof holdPreviewSchema>;
