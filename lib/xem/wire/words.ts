import type { Mark } from '@/lib/xem/wire/mark';

/**
 * The words of the router whose meaning Holdfast knows, each with how well it is known. Any other is shown as it is. A
 * router that says the same by another word is told so by the deployment's file.
 */

/** Of invocations and of the executions that they become. */
export const callStatuses = {
  pending_approval: 'D:c-exec',
  queued: 'I',
  dispatched: 'I',
  running: 'I',
  completed: 'I',
  failed: 'I',
  timeout: 'I',
  cancelled: 'I',
  rejected: 'I',
  expired: 'I:A-09',
  ambiguous: 'I',
} as const satisfies Record<string, Mark>;

export const approvalStatuses = {
  pending: 'I',
  escalated: 'I:A-09',
  approved: 'I',
  rejected: 'I',
  timed_out: 'I',
  expired: 'I:A-09',
  cancelled: 'I',
} as const satisfies Record<string, Mark>;

export const exportStatuses = {
  pending: 'D:exp',
  processing: 'D:exp-old',
  completed: 'D:exp',
  failed: 'I',
  cancelled: 'I',
  expired: 'I',
} as const satisfies Record<string, Mark>;

/** Order matters: a later one is the more dangerous. */
export const risks = {
  read: 'D:appr',
  write: 'D:appr',
  destructive: 'D:appr',
  irreversible: 'D:appr',
} as const satisfies Record<string, Mark>;

export const errorCodes = {
  invalid_body: 'D:err',
  exec_tool_not_found: 'D:err',
  tool_not_mcp_visible: 'D:err',
  tool_executor_unavailable: 'D:err',
  scope_insufficient: 'D:trbl',
  cross_project_access: 'D:trbl',
  project_not_found: 'D:trbl',
  approval_already_decided: 'I:A-08',
  approval_not_found: 'I:A-08',
  agent_not_found: 'I:A-08',
  invocation_not_found: 'I:A-08',
  execution_not_found: 'I:A-08',
  webhook_not_found: 'I',
  export_not_found: 'I',
  key_not_found: 'I',
} as const satisfies Record<string, Mark>;

export const statuses = {
  execution: callStatuses,
  invocation: callStatuses,
  approval: approvalStatuses,
  export: exportStatuses,
} as const;

export type CallStatus = keyof typeof callStatuses;
export type ApprovalStatus = keyof typeof approvalStatuses;
export type ExportStatus = keyof typeof exportStatuses;
export type Risk = keyof typeof risks;
export type XemErrorCode = keyof typeof errorCodes;

/** The words of one kind, in the order of the table. */
export function wordsOf<Word extends string>(table: Readonly<Record<Word, Mark>>): Word[] {
  return Object.keys(table) as Word[];
}

/** What this router says, to what the table says. */
export type Synonyms<Word extends string> = Readonly<Record<string, Word>>;

/** In the table's word where this router's is known to mean one. */
export function translateWord<Said extends string | null>(
  synonyms: Synonyms<string>,
  said: Said,
): Said | string {
  return said !== null && Object.hasOwn(synonyms, said) ? (synonyms[said] ?? said) : said;
}
