import { deleteAgentEndpoint } from '@/lib/credentials/endpoints';
import { deleteAgent } from '@/lib/credentials/server/delete-agent';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(deleteAgentEndpoint, deleteAgent);
