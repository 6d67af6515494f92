import { defineRoute } from '@/lib/http/define-route';
import { publishPostmortemEndpoint } from '@/lib/postmortem/endpoints';
import { publishPostmortem } from '@/lib/postmortem/server/publish-postmortem';

export const POST = defineRoute(publishPostmortemEndpoint, publishPostmortem);
