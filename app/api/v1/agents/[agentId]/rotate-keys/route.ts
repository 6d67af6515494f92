import { rotateAgentKeysEndpoint } from '@/lib/credentials/endpoints';
import { rotateAgentKeys } from '@/lib/credentials/server/rotate-agent-keys';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(rotateAgentKeysEndpoint, rotateAgentKeys);
