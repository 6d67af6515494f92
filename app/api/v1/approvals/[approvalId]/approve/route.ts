import { approveEndpoint } from '@/lib/approvals/endpoints';
import { decideApproval } from '@/lib/approvals/server/decide-approval';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(approveEndpoint, (context, input) =>
  decideApproval(context, { ...input, decision: 'approved' }),
);
