import { defineRoute } from '@/lib/http/define-route';
import { updateStepEndpoint } from '@/lib/remediation/endpoints';
import { updateStep } from '@/lib/remediation/server/update-step';

export const PATCH = defineRoute(updateStepEndpoint, updateStep);
