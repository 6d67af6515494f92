import { z } from 'zod';
import { connectionSchema, contractProbeSchema } from '@/lib/connection/connection-schema';
import { defineEndpoint, pageOf, pageQuery } from '@/lib/http/endpoint';

const tag = 'connection';
const probeParams = z.object({ probeId: z.uuid() });

export const readConnectionEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/connection',
  summary: 'How Holdfast reaches XEM, what this way cannot do, and how it stands',
  tag,
  answer: connectionSchema,
});

export const listProbesEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/connection/probes',
  summary: 'Contract probes, newest first, without their reports',
  tag,
  query: pageQuery.extend({ cursor: z.uuid().optional() }),
  answer: pageOf(contractProbeSchema),
});

export const readProbeEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/connection/probes/{probeId}',
  summary: 'One contract probe with its report',
  tag,
  params: probeParams,
  answer: contractProbeSchema,
});

export const requestProbeEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/connection/probes',
  summary:
    'Ask the router what it is, by reading alone; one that is under way is answered instead of a second',
  tag,
  answer: contractProbeSchema,
  status: 202,
});

export const downloadContractEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/connection/probes/{probeId}/contract',
  summary: 'What a probe found as the file that XEM_CONTRACT_FILE names, as JSON',
  tag,
  params: probeParams,
  answer: z.unknown(),
});
