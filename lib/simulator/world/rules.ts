import { contract } from '@/lib/xem/wire/contract';

/** What the documentation leaves open about how a router behaves, rather than how its answers look. */
export type Rules = {
  /** whether an execution is called as its invocation is. */
  executionIds: 'own' | 'invocation';
  /** of invocations, executions, exports and events. */
  ids: 'prefixed' | 'uuid';
  /** what becomes of an approval that nobody decides in time. */
  onTimeout: 'escalate' | 'reject' | 'approve' | 'expire';
  /** missed renewals until an agent is offline. */
  leaseMisses: number;
  /** Whether resuming a whole agent leaves its pauses in workspaces, or lifts them too. */
  wholeResume: 'leaves' | 'lifts';
};

export const usualRules: Rules = {
  executionIds: 'own',
  ids: 'prefixed',
  onTimeout: 'escalate',
  leaseMisses: contract.leaseMissesUntilOffline,
  wholeResume: 'leaves',
};
