import { downloadEvidenceEndpoint } from '@/lib/evidence/endpoints';
import { downloadEvidence } from '@/lib/evidence/server/download-evidence';
import { defineStreamRoute } from '@/lib/http/define-route';

export const GET = defineStreamRoute(downloadEvidenceEndpoint, downloadEvidence);
