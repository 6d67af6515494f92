import { AppError } from '@/lib/errors';
import type { Call } from '@/lib/xem/http/address';
import { type Answer, createExchange, type HttpXemOptions } from '@/lib/xem/http/exchange';
import { unexpectedAnswer, withUncertainty } from '@/lib/xem/http/failures';
import * as kinds from '@/lib/xem/kinds';
import { limitOf, readItem, readPage } from '@/lib/xem/read-answer';
import { contract } from '@/lib/xem/wire/contract';
import type { Page, PageRequest, PauseScope, Xem, XemReceipt } from '@/lib/xem/xem';

const { decisionBody, exportBody, pauseBody } = contract;

/** XEM over its HTTP API. */
export function createHttpXem(options: HttpXemOptions): Xem {
  const exchange = createExchange(options);

  async function list<Wire, Item>(
    call: Call,
    page: PageRequest,
    kind: kinds.Kind<Wire, Item>,
  ): Promise<Page<Item>> {
    const query = { [contract.page.limit]: limitOf(page), [contract.page.after]: page.after };
    const answer = await exchange.read({ ...call, query });
    const found = readPage(kind, answer.body, page);
    if (typeof found === 'string') throw unexpectedAnswer(answer.call, found);
    return found;
  }

  async function show<Wire, Item>(call: Call, kind: kinds.Kind<Wire, Item>): Promise<Item> {
    return itemIn(await exchange.read(call), kind);
  }

  async function write(call: Call): Promise<XemReceipt> {
    const answer = await exchange.write(call);
    return { requestId: answer.call.requestId, raw: answer.body };
  }

  /** By id, then once more by name where the router doesn't know the id: it knows one of the two. */
  async function changePause(
    operation: 'pauseExec' | 'resumeExec',
    agentId: string,
    { workspaceId, workspaceName }: PauseScope,
  ): Promise<XemReceipt> {
    const call: Call = { operation, params: { agent_id: agentId } };
    const byName =
      workspaceName === undefined ? call : { ...call, body: { [pauseBody.workspaceName]: workspaceName } };
    if (workspaceId === undefined) return write(byName);
    try {
      return await write({ ...call, body: { [pauseBody.workspaceId]: workspaceId } });
    } catch (error) {
      if (workspaceName === undefined || !hasStatus(error, 400, 404)) throw error;
      return write(byName);
    }
  }

  return {
    listExecutions: (page) => list({ operation: 'listExecutions' }, page, kinds.executionKind),
    showExecution: (executionId) =>
      show({ operation: 'showExecution', params: { execution_id: executionId } }, kinds.executionKind),
    rawExecution: (executionId) =>
      exchange.stream({ operation: 'rawExecution', params: { execution_id: executionId } }),

    listInvocations: (page) => list({ operation: 'listInvocations' }, page, kinds.invocationKind),
    showInvocation: (invocationId) =>
      show({ operation: 'showInvocation', params: { invocation_id: invocationId } }, kinds.invocationKind),

    listApprovals: (page) => list({ operation: 'listApprovals' }, page, kinds.approvalKind),
    showApproval: (approvalId) =>
      show({ operation: 'showApproval', params: { approval_id: approvalId } }, kinds.approvalKind),
    approve: (approvalId, { note, confirm }) =>
      write({
        operation: 'approve',
        params: { approval_id: approvalId },
        body: { [decisionBody.note]: note, [decisionBody.confirm]: confirm },
      }),
    reject: (approvalId, { reason }) =>
      write({
        operation: 'reject',
        params: { approval_id: approvalId },
        body: { [decisionBody.reason]: reason },
      }),

    listAgents: (page) => list({ operation: 'listAgents' }, page, kinds.agentKind),
    showAgent: (agentId) => show({ operation: 'showAgent', params: { agent_id: agentId } }, kinds.agentKind),
    listAgentEvents: (agentId, page) =>
      list(
        { operation: 'listAgentEvents', params: { agent_id: agentId } },
        page,
        kinds.agentEventKind(agentId),
      ),
    pauseExec: (agentId, scope) => changePause('pauseExec', agentId, scope),
    resumeExec: (agentId, scope) => changePause('resumeExec', agentId, scope),

    listWorkspaces: (page) => list({ operation: 'listWorkspaces' }, page, kinds.workspaceKind),
    listWorkspaceBindings: async (workspaceId) => {
      const call: Call = { operation: 'listWorkspaceBindings', params: { workspace_id: workspaceId } };
      try {
        return await allPages((page) => list(call, page, kinds.bindingKind));
      } catch (error) {
        if (hasStatus(error, 404, 405)) return null;
        throw error;
      }
    },

    listChatBranches: (chatId) =>
      allPages((page) =>
        list({ operation: 'listChatBranches', params: { chat_id: chatId } }, page, kinds.branchKind),
      ),

    createExport: async ({ since, until }) => {
      const body = {
        [exportBody.start]: since.toISOString(),
        [exportBody.end]: until.toISOString(),
        [exportBody.format]: 'ndjson',
      };
      const answer = await exchange.write({ operation: 'createExport', body });
      try {
        return itemIn(answer, kinds.exportKind);
      } catch (error) {
        throw withUncertainty(error);
      }
    },
    showExport: (exportId) =>
      show({ operation: 'showExport', params: { export_id: exportId } }, kinds.exportKind),
    downloadExport: (exportId) =>
      exchange.stream({ operation: 'downloadExport', params: { export_id: exportId } }),

    healthDashboard: () => show({ operation: 'healthDashboard' }, kinds.healthKind),
  };
}

function itemIn<Wire, Item>(answer: Answer, kind: kinds.Kind<Wire, Item>): Item {
  const found = readItem(kind, answer.body);
  if (typeof found === 'string') throw unexpectedAnswer(answer.call, found);
  return found.item;
}

function hasStatus(error: unknown, ...statuses: number[]): boolean {
  return error instanceof AppError && statuses.some((status) => error.details.httpStatus === status);
}

/** Lists that are short by nature; the bound only guards against a router that never ends one. */
const maxPages = 50;

async function allPages<Item>(read: (page: PageRequest) => Promise<Page<Item>>): Promise<Item[]> {
  const items: Item[] = [];
  let after: string | undefined;
  for (let count = 0; count < maxPages; count += 1) {
    const page = await read(after === undefined ? {} : { after });
    items.push(...page.items);
    if (page.nextAfter === null) break;
    after = page.nextAfter;
  }
  return items;
}
