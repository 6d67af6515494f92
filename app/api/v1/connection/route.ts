import { readConnectionEndpoint } from '@/lib/connection/endpoints';
import { readConnection } from '@/lib/connection/server/read-connection';
import { readEnv } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readConnectionEndpoint, (context) => readConnection(context, readEnv()));
