import { z } from 'zod';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';
import { incidentParams } from '@/lib/incidents/incident-ref';
import { redactionProfileSchema } from '@/lib/share/profile-schema';
import { issueShareInput, shareAccessSchema, shareLinkSchema } from '@/lib/share/share-link-schema';
import { sharedIncidentSchema } from '@/lib/share/shared-incident';

const shareParams = incidentParams.extend({ shareId: z.uuid() });
const query = pageQuery.extend({ cursor: z.uuid().optional() });
const tag = 'Share links';

export const listSharesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/shares',
  summary: 'List the share links of an incident, newest first, without their address',
  tag,
  params: incidentParams,
  query,
  answer: pageOf(shareLinkSchema),
});

export const issueShareEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/shares',
  summary: 'Issue a share link; its address is in this answer and nowhere else',
  tag,
  params: incidentParams,
  body: issueShareInput,
  answer: z.object({ share: shareLinkSchema, url: z.string() }),
  status: 201,
});

export const revokeShareEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/incidents/{incidentRef}/shares/{shareId}/revoke',
  summary: 'Revoke a share link for good',
  tag,
  params: shareParams,
  answer: shareLinkSchema,
});

export const listShareAccessesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/shares/{shareId}/accesses',
  summary: 'List who opened a share link, newest first',
  tag,
  params: shareParams,
  query,
  answer: pageOf(shareAccessSchema),
});

export const previewShareEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/incidents/{incidentRef}/shares/preview',
  summary: 'Read what a guest would see now',
  tag,
  params: incidentParams,
  query: z.strictObject({ profile: redactionProfileSchema.default('public') }),
  answer: sharedIncidentSchema,
});
