import { z } from 'zod';
import { containmentPlanSchema } from '@/lib/containment/plan-containment';
import { instant } from '@/lib/http/endpoint';
import { fromWire, toWire } from '@/lib/http/wire-case';

/** The plan of a stop, with what the dialog around it has to say. */
export const holdPreviewSchema = containmentPlanSchema.extend({
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  /** Workspaces that the named agent serves; for a stop of all, those that anybody serves. */
  workspaces: z.array(z.object({ workspaceId: z.string(), workspaceName: z.string() })),
  /** What to type before it is carried out; null where a reason is enough. */
  confirmName: z.string().nullable(),
  /** As of when the mirror knew; null before its first look. */
  asOf: instant.nullable(),
});
export type HoldPreview = z.infer<typeof holdPreviewSchema>;

/** A preview inside the details of an error, spelt as the API spells everything. */
export const previewToDetail = (preview: HoldPreview): unknown => toWire(holdPreviewSchema, preview);

/** Null when the error carries none. */
export function previewFromDetail(detail: unknown): HoldPreview | null {
  return holdPreviewSchema.safeParse(fromWire(holdPreviewSchema, detail)).data ?? null;
}
