import { z } from 'zod';

/** How we know that an agent serves a workspace: its binding, its manifest, or work it was seen doing there. */
export const bindingSources = ['binding', 'manifest', 'execution'] as const;
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
});
export type Workspace = z.infer<typeof workspaceSchema>;
