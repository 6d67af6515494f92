import { defineRoute } from '@/lib/http/define-route';
import { revokeShareEndpoint } from '@/lib/share/endpoints';
import { revokeShare } from '@/lib/share/server/revoke-share';

export const POST = defineRoute(revokeShareEndpoint, revokeShare);
