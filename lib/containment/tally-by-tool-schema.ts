import { z } from 'zod';

export const toolTallySchema = z.object({
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  count: z.number().int(),
});
export type ToolTally = z.infer<typeof toolTallySchema>;
