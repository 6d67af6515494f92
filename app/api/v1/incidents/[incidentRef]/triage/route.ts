import { defineRoute } from '@/lib/http/define-route';
import { readTriageEndpoint } from '@/lib/triage/endpoints';
import { readTriage } from '@/lib/triage/server/read-triage';

export const GET = defineRoute(readTriageEndpoint, readTriage);
