import { listApprovalsEndpoint } from '@/lib/approvals/endpoints';
import { readApprovals } from '@/lib/approvals/server/read-approvals';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listApprovalsEndpoint, readApprovals);
