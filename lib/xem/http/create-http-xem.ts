import type { z } from 'zod';
import { AppError, isAppError } from '@/lib/errors';
import {
  type Answer,
  type Call,
  createExchange,
  type Exchange,
  type HttpXemOptions,
  unexpectedAnswer,
} from '@/lib/xem/http/exchange';
import * as translate from '@/lib/xem/translate';
import { type CollectionName, contract, type OperationName } from '@/lib/xem/wire/contract';
import { nextAfter, readList, unwrapRecord } from '@/lib/xem/wire/envelope';
import * as wire from '@/lib/xem/wire/records';
import type { Page, PageRequest, PauseScope, Xem, XemReceipt } from '@/lib/xem/xem';

/** XEM over its HTTP API. */
export function createHttpXem(options: HttpXemOptions): Xem {
  const exchange = createExchange(options);
  const { decisionBody, exportBody } = contract;

  async function list<Wire, Item>(
    call: Call,
    page: PageRequest,
    kind: { collection: CollectionName; schema: z.ZodType<Wire>; idOf: (row: Wire) => string | null },
    translated: (row: Wire) => Item,
  ): Promise<Page<Item>> {
    const limit = Math.min(Math.max(1, page.limit ?? contract.page.maxLimit), contract.page.maxLimit);
    const query = { [contract.page.limit]: limit, [contract.page.after]: page.after };
    const answer = await exchange.read({ ...call, query });
    const found = readList(kind.collection, answer.body);
    if (found === null) throw unexpected(call.operation, answer, 'no list');
    const rows = found.rows.map((row) => kind.schema.safeParse(row));
    const readable = rows.flatMap((row) => (row.success ? [row.data] : []));
    // One odd row must not hide the others, but a list in which nothing can be read is no list.
    if (rows.length > 0 && readable.length === 0) throw unexpected(call.operation, answer, 'no readable row');
    const last = readable.at(-1);
    const lastId = last === undefined ? null : kind.idOf(last);
    return {
      items: readable.map(translated),
      nextAfter: nextAfter(found, lastId, { limit, after: page.after }),
      unreadableCount: rows.length - readable.length,
    };
  }

  async function show<Wire>(call: Call, record: string, schema: z.ZodType<Wire>): Promise<Wire> {
    return readRecord(call.operation, await exchange.read(call), record, schema);
  }

  function readRecord<Wire>(
    operation: OperationName,
    answer: Answer,
    record: string,
    schema: z.ZodType<Wire>,
  ): Wire {
    const parsed = schema.safeParse(unwrapRecord(record, answer.body));
    if (parsed.success) return parsed.data;
    throw unexpected(operation, answer, `no ${record}: ${parsed.error.issues[0]?.message ?? 'unreadable'}`);
  }

  const execution = {
    collection: 'execution',
    schema: wire.wireExecution,
    idOf: (row: wire.WireExecution) => row.execution_id,
  } as const;
  const invocation = {
    collection: 'invocation',
    schema: wire.wireInvocation,
    idOf: (row: wire.WireInvocation) => row.invocation_id,
  } as const;
  const approval = {
    collection: 'approval',
    schema: wire.wireApproval,
    idOf: (row: wire.WireApproval) => row.id,
  } as const;
  const agent = {
    collection: 'agent',
    schema: wire.wireAgent,
    idOf: (row: wire.WireAgent) => row.id,
  } as const;
  const agentEvent = {
    collection: 'agentEvent',
    schema: wire.wireAgentEvent,
    idOf: (row: wire.WireAgentEvent) => row.id,
  } as const;
  const workspace = {
    collection: 'workspace',
    schema: wire.wireWorkspace,
    idOf: (row: wire.WireWorkspace) => row.id,
  } as const;
  const binding = {
    collection: 'binding',
    schema: wire.wireBinding,
    idOf: (row: { agent_id: string }) => row.agent_id,
  } as const;
  const branch = {
    collection: 'branch',
    schema: wire.wireBranch,
    idOf: (row: wire.WireBranch) => row.id,
  } as const;

  return {
    listExecutions: (page) =>
      list({ operation: 'listExecutions' }, page, execution, translate.translateExecution),
    showExecution: async (executionId) =>
      translate.translateExecution(
        await show(
          { operation: 'showExecution', params: { execution_id: executionId } },
          'execution',
          wire.wireExecution,
        ),
      ),
    rawExecution: (executionId) =>
      exchange.stream({ operation: 'rawExecution', params: { execution_id: executionId } }),

    listInvocations: (page) =>
      list({ operation: 'listInvocations' }, page, invocation, translate.translateInvocation),

    listApprovals: (page) =>
      list({ operation: 'listApprovals' }, page, approval, translate.translateApproval),
    showApproval: async (approvalId) =>
      translate.translateApproval(
        await show(
          { operation: 'showApproval', params: { approval_id: approvalId } },
          'approval',
          wire.wireApproval,
        ),
      ),
    approve: (approvalId, { note, confirm }) =>
      write(exchange, {
        operation: 'approve',
        params: { approval_id: approvalId },
        body: withoutAbsent({ [decisionBody.note]: note, [decisionBody.confirm]: confirm }),
      }),
    reject: (approvalId, { reason }) =>
      write(exchange, {
        operation: 'reject',
        params: { approval_id: approvalId },
        body: { [decisionBody.reason]: reason },
      }),

    listAgents: (page) => list({ operation: 'listAgents' }, page, agent, translate.translateAgent),
    showAgent: async (agentId) =>
      translate.translateAgent(
        await show({ operation: 'showAgent', params: { agent_id: agentId } }, 'agent', wire.wireAgent),
      ),
    listAgentEvents: (agentId, page) =>
      list({ operation: 'listAgentEvents', params: { agent_id: agentId } }, page, agentEvent, (row) =>
        translate.translateAgentEvent(agentId, row),
      ),
    pauseExec: (agentId, scope) => writePause(exchange, 'pauseExec', agentId, scope),
    resumeExec: (agentId, scope) => writePause(exchange, 'resumeExec', agentId, scope),

    listWorkspaces: (page) =>
      list({ operation: 'listWorkspaces' }, page, workspace, translate.translateWorkspace),
    listWorkspaceBindings: async (workspaceId) => {
      const call: Call = { operation: 'listWorkspaceBindings', params: { workspace_id: workspaceId } };
      try {
        return await allPages((page) => list(call, page, binding, (row) => row.agent_id));
      } catch (error) {
        if (isMissingRoute(error)) return null;
        throw error;
      }
    },

    listChatBranches: (chatId) =>
      allPages((page) =>
        list(
          { operation: 'listChatBranches', params: { chat_id: chatId } },
          page,
          branch,
          translate.translateBranch,
        ),
      ),

    createExport: async ({ since, until }) => {
      const answer = await exchange.write({
        operation: 'createExport',
        body: {
          [exportBody.start]: since.toISOString(),
          [exportBody.end]: until.toISOString(),
          [exportBody.format]: 'ndjson',
        },
      });
      return translate.translateExport(readRecord('createExport', answer, 'export', wire.wireExport));
    },
    showExport: async (exportId) =>
      translate.translateExport(
        await show({ operation: 'showExport', params: { export_id: exportId } }, 'export', wire.wireExport),
      ),
    downloadExport: (exportId) =>
      exchange.stream({ operation: 'downloadExport', params: { export_id: exportId } }),

    healthDashboard: async () =>
      translate.translateHealth(await show({ operation: 'healthDashboard' }, 'health', wire.wireHealth)),
  };
}

async function write(exchange: Exchange, call: Call): Promise<XemReceipt> {
  const { requestId, body } = await exchange.write(call);
  return { requestId, raw: body };
}

/** By id, then once more by name where the router doesn't know the id: it knows one of the two. */
async function writePause(
  exchange: Exchange,
  operation: 'pauseExec' | 'resumeExec',
  agentId: string,
  scope: PauseScope,
): Promise<XemReceipt> {
  const send = (body?: Record<string, string>) =>
    write(exchange, { operation, params: { agent_id: agentId }, ...(body === undefined ? {} : { body }) });
  const { workspaceId, workspaceName } = scope;
  const byName =
    workspaceName === undefined ? undefined : { [contract.pauseBody.workspaceName]: workspaceName };
  if (workspaceId === undefined) return send(byName);
  try {
    return await send({ [contract.pauseBody.workspaceId]: workspaceId });
  } catch (error) {
    if (byName === undefined || !isUnknownWorkspace(error)) throw error;
    return send(byName);
  }
}

function isUnknownWorkspace(error: unknown): boolean {
  return error instanceof AppError && (error.details.httpStatus === 404 || error.details.httpStatus === 400);
}

function isMissingRoute(error: unknown): boolean {
  return isAppError(error, 'not_found') || (error instanceof AppError && error.details.httpStatus === 405);
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

function unexpected(operation: OperationName, answer: Answer, what: string): AppError {
  return unexpectedAnswer(operation, what, { path: answer.path, requestId: answer.requestId });
}

function withoutAbsent(body: Record<string, string | undefined>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(body).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
