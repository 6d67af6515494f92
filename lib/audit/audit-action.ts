/** What the audit trail knows. Changes of an incident stand in its log; here is what belongs to none. */
export const auditActions = [
  'member_invited',
  'member_role_changed',
  'member_disabled',
  'member_enabled',
  'sign_in_link_issued',
  'account_changed',
  'password_set',
  'identity_proven',
  'identity_not_proven',
  'token_created',
  'token_revoked',
  'share_issued',
  'share_revoked',
  'approval_decided',
  'notification_acknowledged',
  'pause_adopted',
  'pause_restored',
  'pause_left_as_wanted',
  'call_cancelled',
  'credential_action_requested',
  'credential_action_answered',
  'contract_probe_requested',
  'backfill_requested',
  'backfill_cancelled',
] as const;

export type AuditAction = (typeof auditActions)[number];
