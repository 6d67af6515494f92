import { rejectEndpoint } from '@/lib/approvals/endpoints';
import { decideApproval } from '@/lib/approvals/server/decide-approval';
import { defineRoute } from '@/lib/http/define-route';

export const POST = defineRoute(rejectEndpoint, (context, input) =>
  decideApproval(context, { ...input, decision: 'rejected' }),
);
