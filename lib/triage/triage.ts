import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { sourceFreshnessSchema } from '@/lib/mirror/freshness';
import { approvalVerdictSchema } from '@/lib/triage/approval-verdict-schema';

const tally = <Shape extends z.core.$ZodLooseShape>(shape: Shape) =>
  z.object({ ...shape, count: z.number().int() });

export const affectedExecutionSchema = z.object({
  executionId: z.string(),
  toolName: z.string().nullable(),
  target: z.string().nullable(),
  workspaceId: z.string().nullable(),
  workspaceName: z.string().nullable(),
  agentId: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  exitCode: z.number().int().nullable(),
  durationMs: z.number().int().nullable(),
  occurredAt: instant,
  approval: approvalVerdictSchema,
});
export type AffectedExecution = z.infer<typeof affectedExecutionSchema>;

/** Where the incident's calls reached that did more than read. */
export const blastRadiusSchema = z.object({
  workspaces: z.array(tally({ workspaceId: z.string().nullable(), name: z.string().nullable() })),
  tools: z.array(tally({ toolName: z.string().nullable(), risk: z.string().nullable() })),
  targets: z.array(tally({ target: z.string(), toolName: z.string().nullable() })),
  exitCodes: z.array(tally({ exitCode: z.number().int().nullable() })),
});
export type BlastRadius = z.infer<typeof blastRadiusSchema>;

export const agentHealthSchema = z.object({
  agentId: z.string(),
  name: z.string().nullable(),
  /** XEM's own word; null for an agent the mirror has not seen. */
  status: z.string().nullable(),
  lastHeartbeatAt: instant.nullable(),
  leaseExpiresAt: instant.nullable(),
  /** Null where XEM does not say. */
  isPaused: z.boolean().nullable(),
  goneAt: instant.nullable(),
  events: z.array(z.object({ type: z.string(), detail: z.string().nullable(), occurredAt: instant })),
});
export type AgentHealth = z.infer<typeof agentHealthSchema>;

/** The three questions of the first minutes, each with how fresh its sources are. */
export const triageSchema = z.object({
  affected: z.object({
    /** Everything in scope, reads included. */
    totalCount: z.number().int(),
    unapprovedCount: z.number().int(),
    byRisk: z.array(tally({ risk: z.string().nullable() })),
    /** Those that did more than read: without approval first, then newest first. */
    executions: z.array(affectedExecutionSchema),
    /** More calls did something than were looked at; counts are then lower bounds. */
    isCutShort: z.boolean(),
  }),
  blastRadius: blastRadiusSchema,
  agents: z.array(agentHealthSchema),
  services: z.object({
    status: z.string().nullable(),
    services: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().nullable() })),
    observedAt: instant.nullable(),
  }),
  sources: z.array(sourceFreshnessSchema),
});
export type Triage = z.infer<typeof triageSchema>;
