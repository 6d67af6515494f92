import { defineRoute } from '@/lib/http/define-route';
import { readIncidentEndpoint } from '@/lib/incidents/endpoints';
import { readIncident } from '@/lib/incidents/server/read-incident';

export const GET = defineRoute(readIncidentEndpoint, readIncident);
