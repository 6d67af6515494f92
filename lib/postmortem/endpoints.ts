import { z } from 'zod';
import { defineEndpoint } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import {
  documentUpdateSchema,
  postmortemSchema,
  publicationSchema,
  recordJudgementInput,
  rewriteSectionInput,
  saveUpdateInput,
  sectionSchema,
} from '@/lib/postmortem/postmortem';

const tag = 'Postmortem';

export const readPostmortemEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/postmortem',
  summary: 'The postmortem: its sections as Markdown, the facts as they are now, and what is missing',
  tag,
  params: incidentParams,
  answer: postmortemSchema,
});

export const startPostmortemEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/postmortem',
  summary: 'Start the postmortem, with sections drafted from the log; a started one is left as it is',
  tag,
  params: incidentParams,
  answer: postmortemSchema,
  status: 201,
});

export const recordJudgementEndpoint = defineEndpoint({
  method: 'PATCH',
  path: '/api/v1/incidents/{incidentRef}/postmortem',
  summary: 'Say what kind of cause it was, or why no execution was affected',
  tag,
  params: incidentParams,
  body: recordJudgementInput,
  answer: postmortemSchema,
});

export const rewriteSectionEndpoint = defineEndpoint({
  method: 'PUT',
  path: '/api/v1/incidents/{incidentRef}/postmortem/sections/{section}',
  summary: 'Replace the text of one section, for writing without the editor',
  tag,
  params: incidentParams.extend({ section: sectionSchema }),
  body: rewriteSectionInput,
  answer: postmortemSchema,
});

export const readDocumentEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/postmortem/updates',
  summary: 'What was written since a revision, as one Yjs update; since 0 it is the whole document',
  tag,
  params: incidentParams,
  query: z.strictObject({ since: z.coerce.number().int().min(0).default(0) }),
  answer: documentUpdateSchema,
});

export const saveUpdateEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/postmortem/updates',
  summary: 'Save an edit. It is saved once this answers; sent again it changes nothing',
  tag,
  params: incidentParams,
  body: saveUpdateInput,
  answer: documentUpdateSchema,
});

export const publishPostmortemEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/postmortem/publish',
  summary: 'Freeze the postmortem as its next revision; refused with what is missing',
  tag,
  params: incidentParams,
  answer: publicationSchema,
  status: 201,
});

export const exportMarkdownEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/postmortem/markdown',
  summary: 'Download the postmortem as Markdown: as it is now, or a published revision',
  tag,
  params: incidentParams,
  query: z.strictObject({ publication: z.coerce.number().int().min(1).optional() }),
  answer: z.string().meta({ contentMediaType: 'text/markdown' }),
});
