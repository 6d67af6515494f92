import { defineRoute } from '@/lib/http/define-route';
import { issueShareEndpoint, listSharesEndpoint } from '@/lib/share/endpoints';
import { issueShare } from '@/lib/share/server/issue-share';
import { readShares } from '@/lib/share/server/read-shares';

export const GET = defineRoute(listSharesEndpoint, readShares);
export const POST = defineRoute(issueShareEndpoint, issueShare);
