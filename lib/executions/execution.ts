import { z } from 'zod';
import { approvalDecisionSchema, approvalSchema } from '@/lib/approvals/approval';
import { cancellationSchema } from '@/lib/executions/cancellation-schema';
import { suspicionSchema } from '@/lib/executions/looks-wrong-schema';
import { instant } from '@/lib/http/endpoint';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';
import { approvalVerdictSchema } from '@/lib/triage/approval-verdict-schema';

/** An execution as lists show it. */
export const executionSummarySchema = z.object({
  executionId: z.string(),
  invocationId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  toolName: z.string().nullable(),
  /** What the call acts on, read from its arguments. */
  target: z.string().nullable(),
  agentId: z.string().nullable(),
  agentName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  exitCode: z.number().int().nullable(),
  approvalId: z.string().nullable(),
  verdict: approvalVerdictSchema,
  chatId: z.string().nullable(),
  requestedBy: z.string().nullable(),
  /** Start, else end, else when it was first seen: what lists are ordered by. */
  occurredAt: instant,
  startedAt: instant.nullable(),
  completedAt: instant.nullable(),
  durationMs: z.number().int().nullable(),
  /** Incidents that have it attached. */
  incidentRefs: z.array(z.string()),
  /** The newest of them that is open: what a stop is placed for. A closed one takes none. */
  openIncidentRef: z.string().nullable(),
});
export type ExecutionSummary = z.infer<typeof executionSummarySchema>;

export const executionDetailSchema = executionSummarySchema.extend({
  branchId: z.string().nullable(),
  arguments: z.unknown(),
  /** What XEM's list or record carries inline; the whole is at `/raw`. */
  output: z.string().nullable(),
  error: z.string().nullable(),
  firstSeenAt: instant,
  observedAt: instant,
  suspicions: z.array(suspicionSchema),
  approval: approvalSchema.nullable(),
  decisions: z.array(approvalDecisionSchema),
  invocation: z
    .object({ invocationId: z.string(), status: z.string(), createdAt: instant.nullable() })
    .nullable(),
  /** What was asked of XEM to cancel the call, newest first. */
  cancellations: z.array(cancellationSchema),
  agent: z
    .object({ agentId: z.string(), name: z.string(), status: z.string(), region: z.string().nullable() })
    .nullable(),
  incidents: z.array(
    z.object({ incidentRef: z.string(), title: z.string(), phase: phaseSchema, severity: severitySchema }),
  ),
  /** The line that finds this execution in the agent's log. */
  journalctl: z.string(),
  /** Where its trace is, if the settings name a trace backend. */
  traceUrl: z.string().nullable(),
  /** The record as XEM gave it, for fields that Holdfast doesn't know. */
  raw: z.unknown(),
});
export type ExecutionDetail = z.infer<typeof executionDetailSchema>;
