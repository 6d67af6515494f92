import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** Whether the agent renews its lease. A paused agent does, so this says nothing about pauses. */
export const leaseStates = ['valid', 'lapsed', 'unknown'] as const;
export const leaseStateSchema = z.enum(leaseStates);
export type LeaseState = z.infer<typeof leaseStateSchema>;

/** Our copy of the expiry is as old as the last reading, so a lease that was renewed meanwhile must not look lost. In ms. */
export const readingLagMs = 15_000;

export function leaseState(leaseExpiresAt: Date | null, now: Date): LeaseState {
  if (leaseExpiresAt === null) return 'unknown';
  return leaseExpiresAt.getTime() + readingLagMs < now.getTime() ? 'lapsed' : 'valid';
}

const workspaceRefSchema = z.object({ workspaceId: z.string(), name: z.string().nullable() });

export const agentSchema = z.object({
  agentId: z.string(),
  name: z.string(),
  status: z.string(),
  region: z.string().nullable(),
  lease: leaseStateSchema,
  leaseExpiresAt: instant.nullable(),
  lastHeartbeatAt: instant.nullable(),
  manifestVersion: z.number().int().nullable(),
  workspaces: z.array(workspaceRefSchema),
  toolCount: z.number().int(),
  /** As XEM shows it; null where this router doesn't. */
  isPaused: z.boolean().nullable(),
  pausedWorkspaces: z.array(workspaceRefSchema).nullable(),
  /** What incidents hold of it; a scope without a workspace is the whole agent. */
  heldBy: z.array(z.object({ incidentRef: z.string(), workspace: workspaceRefSchema.nullable() })),
  inFlightCount: z.number().int(),
  queuedCount: z.number().int(),
  pendingApprovalCount: z.number().int(),
  observedAt: instant,
  /** Set once XEM's list no longer has it. */
  goneAt: instant.nullable(),
});
export type Agent = z.infer<typeof agentSchema>;

export const agentDetailSchema = agentSchema.extend({
  tools: z.array(z.string()),
  firstSeenAt: instant,
  /** The healthy work that stopping it costs: executions that began in the last hour. */
  lastHourCount: z.number().int(),
  /** Workspaces that no other agent is known to serve. */
  aloneIn: z.array(workspaceRefSchema),
  /** What incidents hold of it and how far XEM has followed. */
  holds: z.array(
    z.object({
      incidentRef: z.string(),
      workspace: workspaceRefSchema.nullable(),
      reason: z.string(),
      placedByName: z.string(),
      placedAt: instant,
      /** Of the scope: requested, accepted, observed and so on. */
      progress: z.string(),
    }),
  ),
  /** Calls that have not ended, the furthest along first. */
  openCalls: z.array(
    z.object({
      invocationId: z.string(),
      executionId: z.string().nullable(),
      status: z.string(),
      toolName: z.string().nullable(),
      risk: z.string().nullable(),
      workspaceId: z.string().nullable(),
      workspaceName: z.string().nullable(),
      createdAt: instant.nullable(),
    }),
  ),
  /** The record as XEM gave it, for fields that Holdfast doesn't know. */
  raw: z.unknown(),
});
export type AgentDetail = z.infer<typeof agentDetailSchema>;

export const agentEventSchema = z.object({
  eventId: z.string(),
  type: z.string(),
  occurredAt: instant,
  detail: z.string().nullable(),
});
export type AgentEvent = z.infer<typeof agentEventSchema>;

/** A tool of the manifest, with its risk and where that is known from. */
export const manifestToolSchema = z.object({
  toolName: z.string(),
  risk: z.string().nullable(),
  riskSource: z.enum(['manifest', 'catalogue', 'executions']).nullable(),
});
export type ManifestTool = z.infer<typeof manifestToolSchema>;

export const manifestSchema = z.object({
  data: z.array(manifestToolSchema),
  /** Why the risk of some tools is not known for sure; null where it is. */
  note: z.string().nullable(),
});
export type Manifest = z.infer<typeof manifestSchema>;

const facetSchema = z.object({ value: z.string(), count: z.number().int() });

/** Numbers of the fleet that XEM lists now, and what its filters can be set to. */
export const agentFacetsSchema = z.object({
  total: z.number().int(),
  heldCount: z.number().int(),
  pausedOutsideCount: z.number().int(),
  offlineCount: z.number().int(),
  statuses: z.array(facetSchema),
  workspaces: z.array(facetSchema.extend({ name: z.string().nullable() })),
});
export type AgentFacets = z.infer<typeof agentFacetsSchema>;
