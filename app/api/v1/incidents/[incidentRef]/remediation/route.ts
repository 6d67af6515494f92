import { defineRoute } from '@/lib/http/define-route';
import { readRemediationEndpoint, recordStepEndpoint } from '@/lib/remediation/endpoints';
import { readRemediation } from '@/lib/remediation/server/read-remediation';
import { recordStep } from '@/lib/remediation/server/record-step';

export const GET = defineRoute(readRemediationEndpoint, readRemediation);
export const POST = defineRoute(recordStepEndpoint, recordStep);
