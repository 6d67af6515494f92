import { z } from 'zod';

/**
 * What a live event says: the name of what changed, never the data; whoever hears it reads again with their own
 * permissions. `incident` is the number of the incident, null for what belongs to none.
 */
export const changeSchema = z.object({
  incident: z.number().int().nullable(),
  changed: z.enum([
    'incidents',
    'detail',
    'timeline',
    'containment',
    'remediation',
    'postmortem',
    // Apart, so that keystrokes don't make everybody read the facts again.
    'postmortem_text',
    'evidence',
    'share',
    'presence',
    'executions',
    'approvals',
    'agents',
    'workspaces',
    'freshness',
    'members',
  ]),
});

export type Change = z.infer<typeof changeSchema>;

/** A change with its number, as it travels to browsers. */
export type LiveEvent = Change & { id: string };

export const liveChannel = 'holdfast_live';
