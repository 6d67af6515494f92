import { defineRoute } from '@/lib/http/define-route';
import { declareIncidentEndpoint, listIncidentsEndpoint } from '@/lib/incidents/endpoints';
import { declareIncident } from '@/lib/incidents/server/declare-incident';
import { readIncidents } from '@/lib/incidents/server/read-incidents';

export const GET = defineRoute(listIncidentsEndpoint, readIncidents);
export const POST = defineRoute(declareIncidentEndpoint, declareIncident);
