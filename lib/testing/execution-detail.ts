import type { ExecutionDetail } from '@/lib/executions/execution';
import { buildExecutionSummary } from '@/lib/testing/execution-summary';

/** An execution as its own page gets it, with nothing around it that was looked up. */
export function buildExecutionDetail(changes: Partial<ExecutionDetail> = {}): ExecutionDetail {
  const summary = buildExecutionSummary(changes);
  return {
    ...summary,
    branchId: null,
    arguments: null,
    output: null,
    error: null,
    firstSeenAt: summary.occurredAt,
    observedAt: summary.occurredAt,
    suspicions: [],
    approval: null,
    decisions: [],
    invocation: null,
    cancellations: [],
    agent: null,
    incidents: [],
    journalctl: `journalctl -u xerotier-xem | grep ${summary.executionId}`,
    traceUrl: null,
    raw: {},
    ...changes,
  };
}
