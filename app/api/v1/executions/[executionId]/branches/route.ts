import { readExecutionBranchesEndpoint } from '@/lib/chats/endpoints';
import { readExecutionBranches } from '@/lib/chats/server/read-execution-branches';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readExecutionBranchesEndpoint, readExecutionBranches);
