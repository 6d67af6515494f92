import { isAppError } from '@/lib/errors';
import type { XemCapabilities } from '@/lib/xem/capabilities';
import { countdown } from '@/lib/xem/countdown';
import type { Answer, Call } from '@/lib/xem/exchange';
import { unexpectedAnswer, withUncertainty } from '@/lib/xem/failures';
import type { GuardedExchange } from '@/lib/xem/guard-exchange';
import * as kinds from '@/lib/xem/kinds';
import { objectionIn, type Way, waysToName } from '@/lib/xem/name-workspace';
import { readAllPages } from '@/lib/xem/read-all-pages';
import { limitOf, readCreatedWebhook, readItem, readPage } from '@/lib/xem/read-answer';
import type { WebhookChanges } from '@/lib/xem/webhook-subscription';
import type { Contract } from '@/lib/xem/wire/contract';
import { pagedAs } from '@/lib/xem/wire/page-style';
import { pageQuery } from '@/lib/xem/wire/paging';
import type { Page, PageRequest, PauseScope, Xem, XemReceipt } from '@/lib/xem/xem';

/** The port, whatever transport the exchange brings. */
export function createXem(exchange: GuardedExchange, contract: Contract, capabilities: XemCapabilities): Xem {
  const { decisionBody, exportBody, invocationBody, rotationBody } = contract;

  async function list<Wire, Item>(
    call: Call,
    page: PageRequest,
    kind: kinds.Kind<Wire, Item>,
  ): Promise<Page<Item>> {
    const paged = pagedAs(contract, call.operation);
    const query = pageQuery(paged, { limit: limitOf(paged, page), after: page.after });
    const answer = await exchange.read({ ...call, query });
    const found = readPage(paged, kind, answer.body, page);
    if (typeof found === 'string') throw unexpectedAnswer(answer.call, found);
    return found;
  }

  async function show<Wire, Item>(call: Call, kind: kinds.Kind<Wire, Item>): Promise<Item> {
    const answer = await exchange.read(call);
    const found = readItem(contract, kind, answer.body);
    if (typeof found === 'string') throw unexpectedAnswer(answer.call, found);
    return found.item;
  }

  async function write(call: Call, withinMs?: number): Promise<XemReceipt> {
    return receiptOf(await exchange.write(call, withinMs));
  }

  /** A write whose answer matters; one that can't be read leaves open whether it happened. */
  async function create<Made>(
    call: Call,
    read: (body: unknown) => { item: Made } | string,
  ): Promise<{ made: Made; receipt: XemReceipt }> {
    const answer = await exchange.write(call, contract.operations[call.operation].patienceMs);
    const found = read(answer.body);
    if (typeof found === 'string') throw withUncertainty(unexpectedAnswer(answer.call, found));
    return { made: found.item, receipt: receiptOf(answer) };
  }

  /** In the next way only after a refusal that says why this one won't do: it changed nothing. */
  async function changePause(
    operation: 'pauseExec' | 'resumeExec',
    agentId: string,
    scope: PauseScope,
  ): Promise<XemReceipt> {
    const remaining = countdown(exchange.writeDeadlineMs);
    const attempt = async ([way, ...others]: Way[]): Promise<XemReceipt> => {
      try {
        const { after: _, ...named } = way ?? {};
        return await write({ operation, params: { agent_id: agentId }, ...named }, remaining());
      } catch (error) {
        const objection = objectionIn(error, scope);
        const next = others.filter(({ after }) => after === objection);
        if (next.length === 0) throw error;
        return attempt(next);
      }
    };
    return attempt(waysToName(contract, scope));
  }

  const showWebhook = (webhookId: string) =>
    show({ operation: 'showWebhook', params: { webhook_id: webhookId } }, kinds.webhookKind);

  return {
    listExecutions: (page) => list({ operation: 'listExecutions' }, page, kinds.executionKind),
    showExecution: (executionId) =>
      show({ operation: 'showExecution', params: { execution_id: executionId } }, kinds.executionKind),
    rawExecution: (executionId) =>
      exchange.stream({ operation: 'rawExecution', params: { execution_id: executionId } }),

    listTools: (page) => list({ operation: 'listTools' }, page, kinds.toolKind),
    showTool: (toolName) => show({ operation: 'showTool', params: { tool_name: toolName } }, kinds.toolKind),

    listInvocations: (page) => list({ operation: 'listInvocations' }, page, kinds.invocationKind),
    showInvocation: (invocationId) =>
      show({ operation: 'showInvocation', params: { invocation_id: invocationId } }, kinds.invocationKind),
    invoke: async (request) => {
      const body = {
        [invocationBody.workspaceId]: request.workspaceId,
        [invocationBody.toolName]: request.toolName,
        [invocationBody.arguments]: request.arguments,
      };
      const { made, receipt } = await create({ operation: 'startInvocation', body }, (answer) =>
        readItem(contract, kinds.startedInvocationKind, answer),
      );
      return { ...made, receipt };
    },
    cancelInvocation: (invocationId) =>
      write({ operation: 'cancelInvocation', params: { invocation_id: invocationId } }),

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

    rotateCurveKeys: (agentId, { reason }) =>
      write({
        operation: 'rotateCurveKeys',
        params: { agent_id: agentId },
        body: { [rotationBody.reason]: reason },
      }),
    revokeCredentials: (agentId) => write({ operation: 'revokeCredentials', params: { agent_id: agentId } }),
    deleteAgent: (agentId) => write({ operation: 'deleteAgent', params: { agent_id: agentId } }),

    listWorkspaces: (page) => list({ operation: 'listWorkspaces' }, page, kinds.workspaceKind),
    listWorkspaceBindings: async (workspaceId) => {
      const call: Call = { operation: 'listWorkspaceBindings', params: { workspace_id: workspaceId } };
      try {
        const { items, isComplete } = await readAllPages((page) => list(call, page, kinds.bindingKind));
        return { agentIds: items, isComplete };
      } catch (error) {
        if (hasStatus(error, 404, 405) || isAppError(error, 'xem_unsupported')) return null;
        throw error;
      }
    },

    listChatBranches: async (chatId) => {
      const call: Call = { operation: 'listChatBranches', params: { chat_id: chatId } };
      return (await readAllPages((page) => list(call, page, kinds.branchKind))).items;
    },

    createExport: async ({ since, until }) => {
      const body = {
        [exportBody.start]: since.toISOString(),
        [exportBody.end]: until.toISOString(),
        [exportBody.format]: 'ndjson',
      };
      const call: Call = { operation: 'createExport', body };
      const { made, receipt } = await create(call, (answer) => readItem(contract, kinds.exportKind, answer));
      return { ...made, receipt };
    },
    listExports: (page) => list({ operation: 'listExports' }, page, kinds.exportKind),
    showExport: (exportId) =>
      show({ operation: 'showExport', params: { export_id: exportId } }, kinds.exportKind),
    downloadExport: (exportId) =>
      exchange.stream({ operation: 'downloadExport', params: { export_id: exportId } }),

    listApiKeys: (page) => list({ operation: 'listApiKeys' }, page, kinds.apiKeyKind),
    revokeApiKey: (keyId) => write({ operation: 'revokeApiKey', params: { key_id: keyId } }),

    listWebhooks: (page) => list({ operation: 'listWebhooks' }, page, kinds.webhookKind),
    showWebhook,
    createWebhook: async (request) => {
      const call: Call = { operation: 'createWebhook', body: webhookIn(contract, request) };
      const { made, receipt } = await create(call, (answer) => readCreatedWebhook(contract, answer));
      return { ...made, receipt };
    },
    updateWebhook: async (webhookId, changes) => {
      // PUT replaces: what was left out would be gone.
      const { url, events, description, isActive } = await showWebhook(webhookId);
      const body = webhookIn(contract, {
        ...(url === null ? {} : { url }),
        events,
        ...(description === null ? {} : { description }),
        ...(isActive === null ? {} : { isActive }),
        ...changes,
      });
      return write({ operation: 'updateWebhook', params: { webhook_id: webhookId }, body });
    },
    deleteWebhook: (webhookId) => write({ operation: 'deleteWebhook', params: { webhook_id: webhookId } }),
    testWebhook: (webhookId) => write({ operation: 'testWebhook', params: { webhook_id: webhookId } }),
    listWebhookDeliveries: (webhookId, page) =>
      list(
        { operation: 'listWebhookDeliveries', params: { webhook_id: webhookId } },
        page,
        kinds.webhookDeliveryKind,
      ),

    healthDashboard: () => show({ operation: 'healthDashboard' }, kinds.healthKind),

    capabilities,
    writeDeadlineMs: exchange.writeDeadlineMs,
    condition: () => ({ circuits: exchange.circuits(), clockSkewMs: exchange.clockSkewMs() }),
  };
}

function receiptOf(answer: Answer): XemReceipt {
  return { requestId: answer.call.requestId, raw: answer.body };
}

function webhookIn({ webhookBody }: Contract, webhook: WebhookChanges) {
  return {
    [webhookBody.url]: webhook.url,
    [webhookBody.events]: webhook.events,
    [webhookBody.description]: webhook.description,
    [webhookBody.isActive]: webhook.isActive,
  };
}

/** A web page is the word of a gateway or of a wrong address: its status says nothing about the router. */
function hasStatus(error: unknown, ...statuses: number[]): boolean {
  if (!isAppError(error) || error.code === 'xem_unexpected_answer') return false;
  return statuses.some((status) => error.details.httpStatus === status);
}
