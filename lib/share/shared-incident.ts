import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';
import { phaseSchema } from '@/lib/incidents/phase-schema';
import { severitySchema } from '@/lib/incidents/severity-schema';

/** Tells entries apart in place of their ids, which are withheld. */
const position = z.number().int();

/** One incident as somebody without an account may see it. Everything here was redacted already. */
export const sharedIncidentSchema = z.object({
  /** Null where the profile gives no ids. */
  incidentRef: z.string().nullable(),
  title: z.string(),
  severity: severitySchema,
  phase: phaseSchema,
  startedAt: instant,
  detectedAt: instant,
  declaredAt: instant,
  closedAt: instant.nullable(),
  summary: z.string().nullable(),
  /** Oldest first. */
  story: z.array(
    z.object({
      position,
      happenedAt: instant,
      /** What kind of thing it was, in words of ours. */
      what: z.string(),
      text: z.string().nullable(),
      actorName: z.string().nullable(),
    }),
  ),
  /** Newest first. */
  updates: z.array(
    z.object({ position, postedAt: instant, text: z.string(), authorName: z.string().nullable() }),
  ),
  /** Null where the profile does not name them. */
  affected: z
    .object({ tools: z.array(z.string()), agents: z.array(z.string()), workspaces: z.array(z.string()) })
    .nullable(),
  /** Passages that were replaced in what people wrote. */
  redactedCount: z.number().int(),
  /** When this was read from the incident. */
  asOf: instant,
});
export type SharedIncident = z.infer<typeof sharedIncidentSchema>;
