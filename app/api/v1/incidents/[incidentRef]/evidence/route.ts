import { listEvidenceEndpoint, saveRawOutputEndpoint } from '@/lib/evidence/endpoints';
import { readEvidence } from '@/lib/evidence/server/read-evidence';
import { saveRawOutput } from '@/lib/evidence/server/save-raw-output';
import { defineRoute } from '@/lib/http/define-route';

export const GET = defineRoute(listEvidenceEndpoint, readEvidence);
export const POST = defineRoute(saveRawOutputEndpoint, saveRawOutput);
