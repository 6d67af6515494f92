import { revokeAgentCredentialsEndpoint } from '@/lib/credentials/endpoints';
import { revokeAgentCredentials } from '@/lib/credentials/server/revoke-agent-credentials';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(revokeAgentCredentialsEndpoint, revokeAgentCredentials);
