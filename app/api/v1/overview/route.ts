import { defineRoute } from '@/lib/http/define-route';
import { readOverviewEndpoint } from '@/lib/overview/endpoints';
import { readOverview } from '@/lib/overview/server/read-overview';

export const GET = defineRoute(readOverviewEndpoint, readOverview);
