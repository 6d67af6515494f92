import { z } from 'zod';
import type { FieldName, RecordName } from '@/lib/xem/wire/field-table';
import {
  wireError,
  wireFlag,
  wireId,
  wireInstant,
  wireNames,
  wireNumber,
  wireOptionalId,
  wireOutput,
  wireReadableNames,
  wireStatus,
  wireText,
} from '@/lib/xem/wire/values';

/**
 * The records of the wire under the table's field names. Only the id is demanded; everything else may be
 * absent or odd. The record as it came travels along in `raw`.
 */
function wireRecord<Name extends RecordName, Shape extends Partial<Record<FieldName<Name>, z.ZodType>>>(
  _: Name,
  shape: Shape,
) {
  return z.object({ ...shape, raw: z.unknown() });
}

export const wireExecution = wireRecord('execution', {
  execution_id: wireId,
  invocation_id: wireOptionalId,
  workspace_id: wireOptionalId,
  tool_name: wireText,
  agent_id: wireOptionalId,
  risk: wireText,
  status: wireStatus,
  exit_code: wireNumber,
  arguments: z.unknown(),
  output: wireOutput,
  error: wireError,
  approval_id: wireOptionalId,
  chat_id: wireOptionalId,
  branch_id: wireOptionalId,
  requested_by: wireText,
  started_at: wireInstant,
  completed_at: wireInstant,
  duration_ms: wireNumber,
});
export type WireExecution = z.infer<typeof wireExecution>;

export const wireInvocation = wireRecord('invocation', {
  invocation_id: wireId,
  execution_id: wireOptionalId,
  workspace_id: wireOptionalId,
  tool_name: wireText,
  agent_id: wireOptionalId,
  risk: wireText,
  status: wireStatus,
  approval_id: wireOptionalId,
  approval_url: wireText,
  arguments: z.unknown(),
  created_at: wireInstant,
});
export type WireInvocation = z.infer<typeof wireInvocation>;

export const wireApproval = wireRecord('approval', {
  id: wireId,
  status: wireStatus,
  risk: wireText,
  tool_name: wireText,
  workspace_id: wireOptionalId,
  invocation_id: wireOptionalId,
  agent_id: wireOptionalId,
  arguments: z.unknown(),
  requested_by: wireText,
  created_at: wireInstant,
  expires_at: wireInstant,
  escalation_stage: wireNumber,
  resolved_at: wireInstant,
  resolved_by: wireText,
});
export type WireApproval = z.infer<typeof wireApproval>;

export const wireAgent = wireRecord('agent', {
  id: wireId,
  name: wireText,
  status: wireStatus,
  region: wireText,
  last_heartbeat_at: wireInstant,
  lease_expires_at: wireInstant,
  manifest_version: wireNumber,
  workspaces: wireReadableNames('workspace'),
  tools: wireReadableNames('tool'),
  exec_paused: wireFlag,
  paused_workspaces: wireNames('workspace'),
  in_flight: wireNames('invocation'),
});
export type WireAgent = z.infer<typeof wireAgent>;

export const wireAgentEvent = wireRecord('agentEvent', {
  id: wireOptionalId,
  agent_id: wireOptionalId,
  type: wireStatus,
  created_at: wireInstant,
  detail: wireError,
});
export type WireAgentEvent = z.infer<typeof wireAgentEvent>;

export const wireWorkspace = wireRecord('workspace', { id: wireId, name: wireText, type: wireText });
export type WireWorkspace = z.infer<typeof wireWorkspace>;

export const wireBinding = wireRecord('binding', { agent_id: wireId });
export type WireBinding = z.infer<typeof wireBinding>;

export const wireBranch = wireRecord('branch', {
  id: wireId,
  name: wireText,
  parent_branch_id: wireOptionalId,
  fork_at_seq: wireNumber,
  auto_fork: wireFlag,
  created_at: wireInstant,
});
export type WireBranch = z.infer<typeof wireBranch>;

export const wireExport = wireRecord('export', {
  id: wireId,
  status: wireStatus,
  error: wireError,
  start_date: wireInstant,
  end_date: wireInstant,
  created_at: wireInstant,
});
export type WireExport = z.infer<typeof wireExport>;

export const wireTool = wireRecord('tool', {
  name: wireId,
  description: wireText,
  risk: wireText,
  domain: wireText,
  parameters: z.unknown(),
  timeout_ms: wireNumber,
});
export type WireTool = z.infer<typeof wireTool>;

export const wireApiKey = wireRecord('apiKey', {
  id: wireId,
  name: wireText,
  prefix: wireText,
  scopes: wireNames('scope'),
  is_active: wireFlag,
  last_used_at: wireInstant,
  expires_at: wireInstant,
  created_at: wireInstant,
});
export type WireApiKey = z.infer<typeof wireApiKey>;

export const wireWebhook = wireRecord('webhook', {
  id: wireId,
  url: wireText,
  events: wireReadableNames('event'),
  description: wireText,
  active: wireFlag,
  secret: wireText,
  created_at: wireInstant,
  updated_at: wireInstant,
});
export type WireWebhook = z.infer<typeof wireWebhook>;

export const wireWebhookDelivery = wireRecord('webhookDelivery', {
  id: wireId,
  event_id: wireOptionalId,
  event_type: wireText,
  status: wireStatus,
  attempts: wireNumber,
  response_status: wireNumber,
  error: wireError,
  created_at: wireInstant,
  last_attempt_at: wireInstant,
});
export type WireWebhookDelivery = z.infer<typeof wireWebhookDelivery>;

export const wireWebhookEvent = wireRecord('webhookEvent', {
  id: wireOptionalId,
  type: wireText,
  created_at: wireInstant,
  data: z.unknown(),
});

export const wireWebhookData = wireRecord('webhookData', {
  invocation_id: wireOptionalId,
  tool_name: wireText,
  workspace_id: wireOptionalId,
  execution_id: wireOptionalId,
  approval_id: wireOptionalId,
  agent_id: wireOptionalId,
});
export type WireWebhookData = z.infer<typeof wireWebhookData>;

export const wireService = wireRecord('service', { name: wireText, status: wireStatus, detail: wireError });
export type WireService = z.infer<typeof wireService>;

/** Services are records of their own, which only the table can name the fields of. */
export const wireHealth = wireRecord('health', { status: wireStatus, services: z.unknown() });
export type WireHealth = z.infer<typeof wireHealth>;
