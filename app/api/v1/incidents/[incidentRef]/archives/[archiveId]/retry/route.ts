import { retryArchiveEndpoint } from '@/lib/archive/endpoints';
import { retryArchive } from '@/lib/archive/server/retry-archive';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(retryArchiveEndpoint, retryArchive);
