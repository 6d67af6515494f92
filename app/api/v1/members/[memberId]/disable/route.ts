import { defineRoute } from '@/lib/http/define-route';
import { disableMemberEndpoint } from '@/lib/members/endpoints';
import { disableMember } from '@/lib/members/server/disable-member';

export const POST = defineRoute(disableMemberEndpoint, disableMember);
