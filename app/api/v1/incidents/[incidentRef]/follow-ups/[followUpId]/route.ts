import { updateFollowUpEndpoint } from '@/lib/follow-ups/endpoints';
import { updateFollowUp } from '@/lib/follow-ups/server/update-follow-up';
import { defineRoute } from '@/lib/http/define-route';

export const PATCH = defineRoute(updateFollowUpEndpoint, updateFollowUp);
