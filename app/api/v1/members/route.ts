import { defineRoute } from '@/lib/http/define-route';
import { inviteMemberEndpoint, listMembersEndpoint } from '@/lib/members/endpoints';
import { inviteMember } from '@/lib/members/server/invite-member';
import { readMembers } from '@/lib/members/server/read-members';

export const GET = defineRoute(listMembersEndpoint, readMembers);
export const POST = defineRoute(inviteMemberEndpoint, inviteMember);
