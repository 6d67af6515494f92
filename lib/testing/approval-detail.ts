import type { ApprovalDetail } from '@/lib/approvals/endpoints';
import { buildApprovalItem } from '@/lib/testing/approval-item';

/** An approval as its own page gets it: nobody has decided it from here. */
export function buildApprovalDetail(changes: Partial<ApprovalDetail> = {}): ApprovalDetail {
  return { ...buildApprovalItem(changes), decisions: [], executions: [], incidentRefs: [], ...changes };
}
