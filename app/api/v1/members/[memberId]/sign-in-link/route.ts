import { defineRoute } from '@/lib/http/define-route';
import { issueMemberLinkEndpoint } from '@/lib/members/endpoints';
import { issueMemberLink } from '@/lib/members/server/issue-member-link';

export const POST = defineRoute(issueMemberLinkEndpoint, issueMemberLink);
