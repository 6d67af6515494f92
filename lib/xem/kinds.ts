import type { z } from 'zod';
import * as translate from '@/lib/xem/translate';
import * as administration from '@/lib/xem/translate-administration';
import type { RecordName } from '@/lib/xem/wire/field-table';
import * as wire from '@/lib/xem/wire/records';
import type { XemAgentEvent } from '@/lib/xem/xem';

/** How one kind of object comes off the wire: its name in the table, its schema, its translation. */
export type Kind<Wire, Item> = {
  record: RecordName;
  schema: z.ZodType<Wire>;
  /** What a cursor points at. */
  idOf(row: Wire): string | null;
  translate(row: Wire): Item;
};

function kind<Wire, Item>(
  record: RecordName,
  schema: z.ZodType<Wire>,
  idOf: (row: Wire) => string | null,
  translated: (row: Wire) => Item,
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
export const bindingKind = kind(
  'binding',
  wire.wireBinding,
  (row) => row.agent_id,
  (row) => row.agent_id,
);
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
export const healthKind = kind('health', wire.wireHealth, () => null, translate.translateHealth);

export function agentEventKind(agentId: string): Kind<wire.WireAgentEvent, XemAgentEvent> {
  return kind(
    'agentEvent',
    wire.wireAgentEvent,
    (row) => row.id,
    (row) => translate.translateAgentEvent(agentId, row),
  );
}
