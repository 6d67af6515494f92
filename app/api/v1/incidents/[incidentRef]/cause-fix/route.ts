import { defineRoute } from '@/lib/http/define-route';
import { markCauseFixedEndpoint, withdrawCauseFixEndpoint } from '@/lib/release/endpoints';
import { markCauseFixed } from '@/lib/release/server/mark-cause-fixed';
import { withdrawCauseFix } from '@/lib/release/server/withdraw-cause-fix';

export const POST = defineRoute(markCauseFixedEndpoint, markCauseFixed);
export const DELETE = defineRoute(withdrawCauseFixEndpoint, withdrawCauseFix);
