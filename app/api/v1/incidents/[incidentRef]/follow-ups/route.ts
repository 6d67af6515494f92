import { createFollowUpEndpoint, listFollowUpsEndpoint } from '@/lib/follow-ups/endpoints';
import { createFollowUp } from '@/lib/follow-ups/server/create-follow-up';
import { readFollowUps } from '@/lib/follow-ups/server/read-follow-ups';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listFollowUpsEndpoint, readFollowUps);
export const POST = defineRoute(createFollowUpEndpoint, createFollowUp);
