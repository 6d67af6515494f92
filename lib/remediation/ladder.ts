import type { Rung } from '@/lib/remediation/remediation';

/** How deep a rung cuts. */
export const reaches = ['looks_only', 'changes_data', 'interrupts_work', 'cannot_be_undone'] as const;
export type Reach = (typeof reaches)[number];

export const reachNames: Record<Reach, string> = {
  looks_only: 'only looks',
  changes_data: 'changes data',
  interrupts_work: 'interrupts work',
  cannot_be_undone: 'cannot be undone',
};

type RungFacts = {
  title: string;
  /** What it is for. */
  purpose: string;
  reach: Reach;
  /** What it costs, and what it does not do. */
  cost: string;
};

/** The ladder as data. Whoever stands on a rung should know why the one below it was not enough. */
export const ladder: Record<Rung, RungFacts> = {
  inspect_branch: {
    title: 'Inspect the auto-fork branch',
    purpose:
      'Read the conversation as it was just before the destructive call, and go on from there in the chat.',
    reach: 'looks_only',
    cost: 'Nothing is changed. It brings back the conversation, not the infrastructure.',
  },
  corrective_call: {
    title: 'Run a corrective tool call',
    purpose: 'Probe with a reading tool first, then apply the reverse of what was done.',
    reach: 'changes_data',
    cost: 'Acts on the same system as the incident. It may need approval, and a hold on its agent queues it.',
  },
  rotate_credentials: {
    title: 'Rotate credentials',
    purpose: 'When a key may have leaked: make a new one, move its users, revoke the old one.',
    reach: 'interrupts_work',
    cost: 'Whatever still uses the old key stops working. A revoked key does not come back.',
  },
  rotate_curve_keys: {
    title: 'Rotate CURVE keys',
    purpose: "When the agent's own key pair may have leaked: give it a new identity on the wire.",
    reach: 'interrupts_work',
    cost: 'The agent reconnects under the new keys; calls in flight may be cut.',
  },
  revoke_agent: {
    title: 'Revoke the agent',
    purpose: 'When the agent itself cannot be trusted: invalidate its credentials, or remove it.',
    reach: 'cannot_be_undone',
    cost: 'The agent must be enrolled again. Revoking keeps its record; deleting loses it.',
  },
  other: {
    title: 'Something else',
    purpose: 'What was done outside of XEM: a restore, a change by hand, a call to a vendor.',
    reach: 'changes_data',
    cost: 'Holdfast cannot see it: say precisely what was done.',
  },
};
