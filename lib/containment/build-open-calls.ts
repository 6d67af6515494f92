import { type OpenCall, stageOf } from '@/lib/containment/open-call';

type Row = {
  invocationId: string | null;
  executionId: string | null;
  agentId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  risk: string | null;
  status: string;
};

export type OpenCallFacts = {
  /** Those not known to have ended. */
  invocations: (Row & { invocationId: string; createdAt: Date | null })[];
  /** Those not known to have ended, and those of the invocations above. */
  executions: (Row & { executionId: string; startedAt: Date | null; completedAt: Date | null })[];
  /** What agents say they run by their lease, and the mirror has never seen. */
  unknownLeases: { agentId: string; invocationId: string }[];
};

/**
 * Every call that has not ended, once, from the three places that know of some. Where they disagree the end counts if
 * the execution has it, since an invocation may be listed as open a moment longer.
 */
export function buildOpenCalls({ invocations, executions, unknownLeases }: OpenCallFacts): OpenCall[] {
  const byInvocation = new Map(executions.map((execution) => [execution.invocationId, execution]));
  const byExecution = new Map(executions.map((execution) => [execution.executionId, execution]));
  const told = new Set<string>();
  const calls: OpenCall[] = [];

  for (const invocation of invocations) {
    const execution =
      byInvocation.get(invocation.invocationId) ?? byExecution.get(invocation.executionId ?? '');
    if (execution) told.add(execution.executionId);
    if (execution && hasEnded(execution)) continue;
    const { createdAt, ...row } = invocation;
    const current = execution ? { ...row, ...known(execution) } : row;
    calls.push(openCall(current, execution?.startedAt ?? createdAt));
  }
  for (const execution of executions) {
    if (told.has(execution.executionId) || hasEnded(execution)) continue;
    calls.push(openCall(execution, execution.startedAt));
  }
  for (const { agentId, invocationId } of unknownLeases) {
    const nothing = { executionId: null, workspaceId: null, toolName: null, risk: null };
    calls.push(openCall({ invocationId, agentId, ...nothing, status: 'running' }, null));
  }
  return calls;
}

function hasEnded(execution: { status: string; completedAt: Date | null }): boolean {
  return execution.completedAt !== null || stageOf(execution.status) === 'ended';
}

/** The execution record knows better, except where it is silent. */
function known(execution: Row): Partial<Row> {
  const { executionId, agentId, workspaceId, toolName, risk, status } = execution;
  const fields = { executionId, agentId, workspaceId, toolName, risk, status };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
}

function openCall(row: Row, since: Date | null): OpenCall {
  const { invocationId, executionId, agentId, workspaceId, toolName, risk, status } = row;
  const call = { invocationId, executionId, agentId, workspaceId, toolName, risk, status };
  return { ...call, stage: stageOf(status), since: since?.toISOString() ?? null };
}
