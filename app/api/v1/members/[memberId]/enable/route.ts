import { defineRoute } from '@/lib/http/define-route';
import { enableMemberEndpoint } from '@/lib/members/endpoints';
import { enableMember } from '@/lib/members/server/enable-member';

export const POST = defineRoute(enableMemberEndpoint, enableMember);
