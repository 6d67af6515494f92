import { defineRoute } from '@/lib/http/define-route';
import { readReleasesEndpoint } from '@/lib/release/endpoints';
import { readReleases } from '@/lib/release/server/read-releases';

export const GET = defineRoute(readReleasesEndpoint, readReleases);
