export const changeNames = [
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
  'webhooks',
  'notifications',
  'connection',
] as const;

/**
 * What a live event says: the name of what changed, never the data; whoever hears it reads again with their own
 * permissions. `incident` is the number of the incident, null for what belongs to none.
 */
export type Change = { incident: number | null; changed: (typeof changeNames)[number] };

/** A change with its number, as it travels to browsers. */
export type LiveEvent = Change & { id: string };

export const liveChannel = 'holdfast_live';

/** Checked by hand, since every page listens from the start. Null for what is no change that is known here. */
export function readChange(value: unknown): Change | null {
  if (typeof value !== 'object' || value === null) return null;
  if (!('incident' in value && 'changed' in value)) return null;
  const { incident } = value;
  const changed = changeNames.find((name) => name === value.changed);
  const isKnown = incident === null || (typeof incident === 'number' && Number.isInteger(incident));
  return changed !== undefined && isKnown ? { incident, changed } : null;
}
