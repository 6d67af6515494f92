import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** How we know that an agent serves a workspace: its binding, its manifest, or work it was seen doing there. */
export const bindingSources = ['binding', 'manifest', 'execution'] as const;
export type BindingSource = (typeof bindingSources)[number];
const bindingSourceSchema = z.enum(bindingSources);

export const workspaceSchema = z.object({
  workspaceId: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  /** False for one that XEM does not list, known only because an agent names it or worked there. */
  isListed: z.boolean(),
  agents: z.array(
    z.object({
      agentId: z.string(),
      name: z.string().nullable(),
      isGone: z.boolean(),
      sources: z.array(bindingSourceSchema),
    }),
  ),
  inFlightCount: z.number().int(),
  /** Queued, or waiting for an approval. */
  waitingCount: z.number().int(),
  /** Incidents that hold something here: the workspace, an agent in it, or an agent that serves it. */
  heldBy: z.array(z.string()),
});
export type Workspace = z.infer<typeof workspaceSchema>;

export const workspaceDetailSchema = workspaceSchema.extend({
  /** Executions that began here in the last hour: the healthy work that a stop costs. */
  lastHourCount: z.number().int(),
  agents: z.array(
    workspaceSchema.shape.agents.element.extend({
      status: z.string().nullable(),
      leaseExpiresAt: instant.nullable(),
      inFlightCount: z.number().int(),
      waitingCount: z.number().int(),
      /** Paused at XEM for this workspace, or as a whole; null where this router doesn't show it. */
      isPaused: z.boolean().nullable(),
      heldBy: z.array(z.string()),
    }),
  ),
  /** Calls that have not ended, oldest first, at most 200. */
  openCalls: z.array(
    z.object({
      invocationId: z.string(),
      executionId: z.string().nullable(),
      status: z.string(),
      toolName: z.string().nullable(),
      risk: z.string().nullable(),
      agentId: z.string().nullable(),
      agentName: z.string().nullable(),
      createdAt: instant.nullable(),
    }),
  ),
});
export type WorkspaceDetail = z.infer<typeof workspaceDetailSchema>;
