import { z } from 'zod';
import { defineEndpoint } from '@/lib/http/endpoint';

/** The few numbers that every page of the console shows beside its places. */
export const overviewSchema = z.object({
  openIncidentCount: z.number().int(),
  pendingApprovalCount: z.number().int(),
  agentCount: z.number().int(),
  heldScopeCount: z.number().int(),
});

export type Overview = z.infer<typeof overviewSchema>;

export const readOverviewEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/overview',
  summary: 'Open incidents, pending approvals, agents and held scopes, counted',
  tag: 'overview',
  answer: overviewSchema,
});
