import { defineRoute } from '@/lib/http/define-route';
import { readHealthEndpoint } from '@/lib/mirror/endpoints';
import { readHealth } from '@/lib/mirror/server/read-health';

export const GET = defineRoute(readHealthEndpoint, readHealth);
