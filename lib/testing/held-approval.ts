import type { HeldApproval } from '@/lib/containment/drain';

/** An approval that waits behind a stop. */
export function buildHeldApproval(changes: Partial<HeldApproval> = {}): HeldApproval {
  return {
    approvalId: 'apr_1',
    toolName: 'server_stop',
    risk: 'destructive',
    agentId: 'agt_1',
    workspaceId: 'ws_billing',
    createdAt: null,
    expiresAt: null,
    isExpiryEstimated: false,
    ...changes,
  };
}
