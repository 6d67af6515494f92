import { readLooksWrongEndpoint } from '@/lib/executions/endpoints';
import { readLooksWrong } from '@/lib/executions/server/read-looks-wrong';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readLooksWrongEndpoint, readLooksWrong);
