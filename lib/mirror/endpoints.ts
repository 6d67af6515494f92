import { z } from 'zod';
import { defineEndpoint, instant } from '@/lib/http/endpoint';
import { sourceFreshnessSchema } from '@/lib/mirror/freshness';

/** What XEM says of itself, and how fresh our copy of each of its parts is. */
export const healthSchema = z.object({
  /** XEM's own word, or null while it has never been heard. */
  status: z.string().nullable(),
  services: z.array(z.object({ name: z.string(), status: z.string(), detail: z.string().nullable() })),
  observedAt: instant.nullable(),
  sources: z.array(sourceFreshnessSchema),
});
export type Health = z.infer<typeof healthSchema>;

export const readHealthEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/health',
  summary: 'Health of XEM by its own account, and the freshness of every mirrored source',
  tag: 'health',
  answer: healthSchema,
});
