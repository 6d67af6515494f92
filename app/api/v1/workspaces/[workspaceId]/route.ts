import { defineRoute } from '@/lib/http/define-route';
import { readWorkspaceEndpoint } from '@/lib/workspaces/endpoints';
import { readWorkspace } from '@/lib/workspaces/server/read-workspace';

export const GET = defineRoute(readWorkspaceEndpoint, readWorkspace);
