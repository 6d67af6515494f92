import { z } from 'zod';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { incidentDetailSchema, incidentSummarySchema, relatedIncidentSchema } from '@/lib/incidents/incident';
import { incidentParams } from '@/lib/incidents/incident-ref';
import { incidentStates } from '@/lib/incidents/incident-state';
import {
  assignRoleInput,
  changePhaseInput,
  changeSeverityInput,
  declareIncidentInput,
  postUpdateInput,
} from '@/lib/incidents/inputs';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';
import { subjectRefSchema, subjectSchema } from '@/lib/incidents/subject-schema';

const tag = 'Incidents';

export const listIncidentsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents',
  summary: 'List incidents, open ones first, newest first',
  tag,
  query: pageQuery.extend({
    state: z.enum(incidentStates).default('all'),
    severity: z.array(severitySchema).optional(),
    phase: z.array(phaseSchema).optional(),
    text: z.string().trim().min(1).max(200).optional(),
    /** Only incidents about this execution, approval, agent, workspace or chat. */
    subjectId: z.string().min(1).max(200).optional(),
  }),
  answer: pageOf(incidentSummarySchema),
});

export const declareIncidentEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents',
  summary: 'Declare an incident; the caller becomes its commander',
  tag,
  body: declareIncidentInput,
  answer: z.object({ incident: incidentSummarySchema, alreadyOpen: z.array(relatedIncidentSchema) }),
  status: 201,
});

export const readIncidentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}',
  summary: 'Read one incident with roles, subjects, counts and what happened first',
  tag,
  params: incidentParams,
  answer: incidentDetailSchema,
});

export const attachSubjectEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/subjects',
  summary: 'Attach an execution, approval, agent, workspace or chat',
  tag,
  params: incidentParams,
  body: subjectRefSchema,
  answer: subjectSchema,
});

export const changeSeverityEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/severity',
  summary: 'Rate an incident',
  tag,
  params: incidentParams,
  body: changeSeverityInput,
  answer: incidentSummarySchema,
});

export const changePhaseEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/phase',
  summary: 'Move an incident on or back, close or reopen it',
  tag,
  params: incidentParams,
  body: changePhaseInput,
  answer: incidentSummarySchema,
});

export const assignRoleEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/roles',
  summary: 'Take a role of an incident or hand it over',
  tag,
  params: incidentParams,
  body: assignRoleInput,
  answer: incidentSummarySchema,
});

export const postUpdateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/updates',
  summary: 'Say where the incident stands; the next update becomes due by its severity',
  tag,
  params: incidentParams,
  body: postUpdateInput,
  answer: incidentSummarySchema,
  status: 201,
});
