import { readApprovalEndpoint } from '@/lib/approvals/endpoints';
import { readApproval } from '@/lib/approvals/server/read-approval';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(readApprovalEndpoint, readApproval);
