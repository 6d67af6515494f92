import type { AskRouter, ProbeKey, Question } from '@/lib/xem/probe/ask-router';
import { type Asked, isAnswer } from '@/lib/xem/probe/asked';
import { firstRow, idIn } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import { firstPresent } from '@/lib/xem/wire/fields';
import { type OperationName, operations, type Surface } from '@/lib/xem/wire/operation-table';

/** The operation by which a surface is tried; the mildest that it has. */
export const surfaceProbes = {
  exec: 'listExecutions',
  approvals: 'listApprovals',
  agents: 'listAgents',
  exports: 'listExports',
  health: 'healthDashboard',
  workspaces: 'listWorkspaces',
  chats: 'listChats',
  keys: 'listApiKeys',
  webhooks: 'listWebhooks',
} as const satisfies Record<Surface, OperationName>;

const nobody = 'holdfast-probe-nobody';

/** Everything that the probe asks, one question after the other: a router in trouble is not hurried. */
export async function observeRouter(
  ask: AskRouter,
  keys: readonly ProbeKey[],
  contract: Contract,
): Promise<Asked[]> {
  const seen: Asked[] = [];
  const put = async (question: Question) => {
    const asked = await ask(question);
    seen.push(asked);
    return asked;
  };
  const one = { [contract.page.limit]: 1 };

  for (const key of keys) {
    for (const operation of Object.values(surfaceProbes)) {
      const query = operation === 'healthDashboard' ? {} : one;
      await put({ purpose: 'surface', operation, key, query });
    }
  }

  /** A key that was let in, else the one meant for it. */
  const keyFor = (operation: OperationName): ProbeKey | undefined => {
    const { surface } = operations[operation];
    const admitted = seen.find((it) => it.operation === surfaceProbes[surface] && isAnswer(it));
    return (
      keys.find((key) => key.name === admitted?.keyName) ??
      keys.find((key) => key.scopes.includes(contract.surfaces[surface].scope))
    );
  };
  const look = async (
    purpose: Question['purpose'],
    operation: OperationName,
    more: Pick<Question, 'params' | 'query' | 'route'> = {},
  ) => {
    const key = keyFor(operation);
    return key === undefined ? undefined : put({ purpose, operation, key, ...more });
  };
  const listed = (operation: OperationName) =>
    seen.find((it) => it.operation === operation && isAnswer(it))?.body;

  /** The page after the first in both ways, and then all: on a router that goes on working the first may change. */
  const turnPage = async (operation: OperationName, firstId: string) => {
    const after = String(firstPresent(Object(listed(operation)), contract.nextCursor) ?? firstId);
    await look('page_by_cursor', operation, { query: { ...one, [contract.page.after]: after } });
    await look('page_by_offset', operation, { query: { ...one, [contract.page.offset]: 1 } });
    await look('recent', operation, { query: { [contract.page.limit]: contract.page.maxLimit } });
  };

  await look('detail', 'listTools', { query: one });
  await look('detail', 'listInvocations', { query: one });

  const executions = listed('listExecutions');
  const executionId = idIn(contract, 'execution', firstRow(contract, 'execution', executions));
  if (executionId !== null) {
    const params = { execution_id: executionId };
    await look('detail', 'showExecution', { params });
    await look('detail', 'rawExecution', { params });
    // Those of the table: the file may know one alone, and the router may have learned another since.
    for (const route of [operations.rawExecution, ...operations.rawExecution.or]) {
      if (route.path !== contract.operations.rawExecution.path)
        await look('other_route', 'rawExecution', { params, route });
    }
    await turnPage('listExecutions', executionId);
  }
  const agentId = idIn(contract, 'agent', firstRow(contract, 'agent', listed('listAgents')));
  if (agentId !== null) await turnPage('listAgents', agentId);

  const details = [
    ['listInvocations', 'invocation', 'showInvocation', 'invocation_id'],
    ['listApprovals', 'approval', 'showApproval', 'approval_id'],
    ['listAgents', 'agent', 'showAgent', 'agent_id'],
    ['listAgents', 'agent', 'listAgentEvents', 'agent_id'],
    ['listWorkspaces', 'workspace', 'showWorkspace', 'workspace_id'],
    ['listWorkspaces', 'workspace', 'listWorkspaceBindings', 'workspace_id'],
    ['listChats', 'chat', 'listChatBranches', 'chat_id'],
    ['listTools', 'tool', 'showTool', 'tool_name'],
    ['listExports', 'export', 'showExport', 'export_id'],
    ['listWebhooks', 'webhook', 'listWebhookDeliveries', 'webhook_id'],
  ] as const;
  for (const [list, record, operation, param] of details) {
    const id = idIn(contract, record, firstRow(contract, record, listed(list)));
    if (id !== null) await look('detail', operation, { params: { [param]: id } });
  }

  await look('unknown_id', 'showExecution', { params: { execution_id: nobody } });
  await look('unknown_id', 'showApproval', {
    params: { approval_id: '00000000-0000-4000-8000-000000000000' },
  });
  await look('methods', 'cancelInvocation', { params: { invocation_id: nobody } });
  for (const route of contract.operations.cancelInvocation.or ?? []) {
    await look('methods', 'cancelInvocation', { params: { invocation_id: nobody }, route });
  }
  await look('methods', 'pauseExec', { params: { agent_id: nobody } });
  return seen;
}
