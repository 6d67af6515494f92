import { listApiKeysEndpoint } from '@/lib/credentials/endpoints';
import { ownKeysOf } from '@/lib/credentials/server/own-keys';
import { readApiKeys } from '@/lib/credentials/server/read-api-keys';
import { readEnv } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listApiKeysEndpoint, (context) => readApiKeys(context, ownKeysOf(readEnv())));
