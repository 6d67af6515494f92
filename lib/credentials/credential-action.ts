import type { Role } from '@/lib/auth/role';
import type { Rung } from '@/lib/remediation/remediation';

/** Changes of XEM that a person makes once and no machine repeats. */
export const credentialActionKinds = [
  'rotate_agent_keys',
  'revoke_agent_credentials',
  'delete_agent',
  'revoke_api_key',
] as const;
export type CredentialActionKind = (typeof credentialActionKinds)[number];

/**
 * `requested` stands before XEM is asked; `accepted` is XEM's word or what a look showed; `unknown` got no proper answer,
 * so it may have been done.
 */
export const credentialActionOutcomes = ['requested', 'accepted', 'refused', 'unknown'] as const;
export type CredentialActionOutcome = (typeof credentialActionOutcomes)[number];

type KindFacts = {
  /** Of the button. */
  label: string;
  /** Said afterwards. */
  done: string;
  subject: 'agent' | 'api_key';
  role: Role;
  /** Then the name is typed and the sign-in is fresh; the server insists on both. */
  isIrreversible: boolean;
  rung: Rung;
};

export const kindFacts: Record<CredentialActionKind, KindFacts> = {
  rotate_agent_keys: {
    label: 'Rotate CURVE keys',
    done: 'CURVE keys rotated',
    subject: 'agent',
    role: 'commander',
    isIrreversible: false,
    rung: 'rotate_curve_keys',
  },
  revoke_agent_credentials: {
    label: 'Revoke credentials',
    done: 'Credentials revoked',
    subject: 'agent',
    role: 'commander',
    isIrreversible: true,
    rung: 'revoke_agent',
  },
  delete_agent: {
    label: 'Delete agent',
    done: 'Agent deleted',
    subject: 'agent',
    role: 'admin',
    isIrreversible: true,
    rung: 'revoke_agent',
  },
  revoke_api_key: {
    label: 'Revoke API key',
    done: 'API key revoked',
    subject: 'api_key',
    role: 'commander',
    isIrreversible: true,
    rung: 'rotate_credentials',
  },
};

/** An action that has no outcome after this long, in ms, lost its process; what XEM did is unknown. XEM has 15 s to answer. */
export const abandonedAfterMs = 60_000;

export function outcomeAt(
  action: { outcome: CredentialActionOutcome; requestedAt: Date },
  now: Date,
): CredentialActionOutcome {
  const age = now.getTime() - action.requestedAt.getTime();
  return action.outcome === 'requested' && age >= abandonedAfterMs ? 'unknown' : action.outcome;
}

/** How somebody finds out what became of an action that XEM did not answer. */
export const howToCheck: Record<CredentialActionKind, string> = {
  rotate_agent_keys:
    'Read the events of the agent: a rotation that was begun stands there. If none appears within a minute, ask again.',
  revoke_agent_credentials:
    'Look at the status of the agent: revoked credentials show there, or as a lost lease within a minute. If it stays leased, ask again.',
  delete_agent: 'Look whether XEM still lists the agent. If it does after a minute, ask again.',
  revoke_api_key: 'Look whether the list of keys still shows it as active. If it does, ask again.',
};
