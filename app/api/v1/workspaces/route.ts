import { defineRoute } from '@/lib/http/define-route';
import { listWorkspacesEndpoint } from '@/lib/workspaces/endpoints';
import { readWorkspaces } from '@/lib/workspaces/server/read-workspaces';

export const GET = defineRoute(listWorkspacesEndpoint, readWorkspaces);
