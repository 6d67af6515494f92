import { revokeApiKeyEndpoint } from '@/lib/credentials/endpoints';
import { ownKeysOf } from '@/lib/credentials/server/own-keys';
import { revokeApiKey } from '@/lib/credentials/server/revoke-api-key';
import { readEnv } from '@/lib/env';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(revokeApiKeyEndpoint, (context, input) =>
  revokeApiKey(context, input, ownKeysOf(readEnv())),
);
