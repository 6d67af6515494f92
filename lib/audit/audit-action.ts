/** What the audit trail knows. Changes of an incident stand in its log; here is what belongs to none. */
export const auditActions = [
  'member_invited',
  'member_role_changed',
  'member_disabled',
  'member_enabled',
  'sign_in_link_issued',
  'account_changed',
  'password_set',
  'token_created',
  'token_revoked',
  'share_issued',
  'share_revoked',
  'approval_decided',
  'call_cancelled',
] as const;

export type AuditAction = (typeof auditActions)[number];
