import { listArchivesEndpoint, requestArchiveEndpoint } from '@/lib/archive/endpoints';
import { readArchives } from '@/lib/archive/server/read-archives';
import { requestArchive } from '@/lib/archive/server/request-archive';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listArchivesEndpoint, readArchives);
export const POST = defineRoute(requestArchiveEndpoint, requestArchive);
