import { listIncidentBranchesEndpoint } from '@/lib/chats/endpoints';
import { readIncidentBranches } from '@/lib/chats/server/read-incident-branches';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listIncidentBranchesEndpoint, readIncidentBranches);
