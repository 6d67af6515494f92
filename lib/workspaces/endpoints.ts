import { defineEndpoint, pageOf } from '@/lib/http/endpoint';
import { workspaceSchema } from '@/lib/workspaces/workspace';

export const listWorkspacesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/workspaces',
  summary: 'Workspaces with the agents that serve them, and how each of these is known',
  tag: 'workspaces',
  answer: pageOf(workspaceSchema),
});
