import type { z } from 'zod';
import { readRows } from '@/lib/xem/read-row';
import * as translate from '@/lib/xem/translate';
import * as administration from '@/lib/xem/translate-administration';
import type { Contract } from '@/lib/xem/wire/contract';
import type { RecordName } from '@/lib/xem/wire/field-table';
import { isObject } from '@/lib/xem/wire/fields';
import * as wire from '@/lib/xem/wire/records';
import type { XemAgentEvent } from '@/lib/xem/xem';

/** How one kind of object comes off the wire: its name in the table, its schema, its translation. */
export type Kind<Wire, Item> = {
  record: RecordName;
  schema: z.ZodType<Wire>;
  /** What a cursor points at. */
  idOf(row: Wire): string | null;
  translate(row: Wire, contract: Contract): Item;
  /** Gives a row that is no object the form of one. */
  asRecord?(row: unknown): unknown;
};

function kind<Wire, Item>(
  record: RecordName,
  schema: z.ZodType<Wire>,
  idOf: (row: Wire) => string | null,
  translated: (row: Wire, contract: Contract) => Item,
): Kind<Wire, Item> {
  return { record, schema, idOf, translate: translated };
}

export const executionKind = kind(
  'execution',
  wire.wireExecution,
  (row) => row.execution_id,
  translate.translateExecution,
);
export const invocationKind = kind(
  'invocation',
  wire.wireInvocation,
  (row) => row.invocation_id,
  translate.translateInvocation,
);
export const approvalKind = kind('approval', wire.wireApproval, (row) => row.id, translate.translateApproval);
export const agentKind = kind('agent', wire.wireAgent, (row) => row.id, translate.translateAgent);
export const workspaceKind = kind(
  'workspace',
  wire.wireWorkspace,
  (row) => row.id,
  translate.translateWorkspace,
);
export const bindingKind: Kind<wire.WireBinding, string> = {
  record: 'binding',
  schema: wire.wireBinding,
  idOf: (row) => row.agent_id,
  translate: (row) => row.agent_id,
  // A binding is a record that names its agent, or only the agent's id.
  asRecord: (row) => (typeof row === 'string' ? { id: row } : row),
};
export const branchKind = kind('branch', wire.wireBranch, (row) => row.id, translate.translateBranch);
export const exportKind = kind('export', wire.wireExport, (row) => row.id, translate.translateExport);
export const toolKind = kind('tool', wire.wireTool, (row) => row.name, administration.translateTool);
export const apiKeyKind = kind('apiKey', wire.wireApiKey, (row) => row.id, administration.translateApiKey);
export const webhookKind = kind(
  'webhook',
  wire.wireWebhook,
  (row) => row.id,
  administration.translateWebhook,
);
export const createdWebhookKind = kind(
  'webhook',
  wire.wireWebhook,
  (row) => row.id,
  administration.translateCreatedWebhook,
);
export const webhookDeliveryKind = kind(
  'webhookDelivery',
  wire.wireWebhookDelivery,
  (row) => row.id,
  administration.translateWebhookDelivery,
);
export const startedInvocationKind = kind(
  'invocation',
  wire.wireInvocation,
  (row) => row.invocation_id,
  administration.translateStartedInvocation,
);
export const serviceKind = kind('service', wire.wireService, (row) => row.name, translate.translateService);
export const healthKind = kind(
  'health',
  wire.wireHealth,
  () => null,
  (row, contract) => translate.translateHealth(row, readRows(contract, serviceKind, servicesIn(row))),
);

/** Services come as a list, or as an object keyed by their name. */
function servicesIn({ services }: wire.WireHealth): unknown[] {
  if (Array.isArray(services)) return services;
  if (!isObject(services)) return [];
  return Object.entries(services).map(([name, it]) =>
    isObject(it) ? { name, ...it } : { name, status: it },
  );
}

export function agentEventKind(agentId: string): Kind<wire.WireAgentEvent, XemAgentEvent> {
  return kind(
    'agentEvent',
    wire.wireAgentEvent,
    (row) => row.id,
    (row) => translate.translateAgentEvent(agentId, row),
  );
}
