import { z } from 'zod';
import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { workspaceDetailSchema, workspaceSchema } from '@/lib/workspaces/workspace';

const tag = 'workspaces';

export const listWorkspacesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/workspaces',
  summary: 'Workspaces with the agents that serve them, how each of these is known, open work and holds',
  tag,
  answer: pageOf(workspaceSchema),
});

export const readWorkspaceEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/workspaces/{workspaceId}',
  summary: 'One workspace: its agents with their state, the calls that have not ended, and who holds what',
  tag,
  params: z.object({ workspaceId: z.string().min(1).max(500) }),
  answer: workspaceDetailSchema,
});
