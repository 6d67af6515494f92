import { readAgentManifestEndpoint } from '@/lib/agents/endpoints';
import { readAgentManifest } from '@/lib/agents/server/read-agent-manifest';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readAgentManifestEndpoint, readAgentManifest);
