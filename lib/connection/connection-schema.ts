import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

const capabilitySchema = z.object({ operation: z.string(), why: z.string() });

/** The way to XEM: how it is set up, what it can't do, and how it stands. Never a secret. */
export const connectionSchema = z.object({
  transport: z.enum(['http', 'cli']),
  profile: z.string(),
  product: z.string(),
  platform: z.string(),
  /** Without a user, a password or a query; null over the command line, whose client keeps its own. */
  baseUrl: z.string().nullable(),
  /** The command-line client that lines to copy name, and over `cli` the one that is run. */
  client: z.string(),
  /** The unit on an agent's host whose log names executions. */
  agentUnit: z.string(),
  contractFile: z.string().nullable(),
  /** Which setting gives the key of each scope; null where none does. Empty over the command line. */
  keys: z.array(z.object({ scope: z.string(), setting: z.string().nullable() })),
  /** What is not there at all. */
  missing: z.array(capabilitySchema),
  /** What works but leaves something out. */
  limited: z.array(capabilitySchema),
  /** As the calls of the process that answers have shown it. */
  circuits: z.array(
    z.object({ surface: z.string(), state: z.string(), scope: z.string(), cost: z.string() }),
  ),
  /** How far XEM's clock is ahead of ours; null until it has answered. */
  clockSkewMs: z.number().nullable(),
});
export type Connection = z.infer<typeof connectionSchema>;

/** What a probe found, as it was stored. Words of later versions are kept, so a report of old can be read. */
export const probeReportSchema = z.object({
  keys: z.array(
    z.object({
      keyName: z.string(),
      isAccepted: z.boolean().nullable(),
      scopes: z.record(z.string(), z.string()),
    }),
  ),
  surfaces: z.array(
    z.object({ surface: z.string(), verdict: z.string(), said: z.string(), cost: z.string().nullable() }),
  ),
  operations: z.array(
    z.object({ operation: z.string(), path: z.string(), answers: z.boolean(), said: z.string() }),
  ),
  assumptions: z.array(z.object({ id: z.string(), verdict: z.string(), said: z.string() })),
  unseen: z.array(z.object({ what: z.string(), cost: z.string() })),
  overrides: z.record(z.string(), z.unknown()),
});
export type StoredProbeReport = z.infer<typeof probeReportSchema>;

export const contractProbeSchema = z.object({
  probeId: z.string(),
  state: z.enum(['requested', 'running', 'finished', 'failed']),
  requestedByName: z.string(),
  requestedAt: instant,
  finishedAt: instant.nullable(),
  errorMessage: z.string().nullable(),
  /** Null in lists, and until it has finished. */
  report: probeReportSchema.nullable(),
});
export type ContractProbe = z.infer<typeof contractProbeSchema>;
