import { downloadContractEndpoint } from '@/lib/connection/endpoints';
import { downloadContract } from '@/lib/connection/server/download-contract';
import { readEnv } from '@/lib/env';
import { defineStreamRoute } from '@/lib/http/define-route';

export const GET = defineStreamRoute(downloadContractEndpoint, (context, input) =>
  downloadContract(context, input, readEnv()),
);
