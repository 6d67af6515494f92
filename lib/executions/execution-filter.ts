import { z } from 'zod';
import { searchableSuspicions } from '@/lib/executions/looks-wrong';
import { instant } from '@/lib/http/endpoint';
import { incidentRefSchema } from '@/lib/incidents/incident-ref';

/** PostgreSQL knows no NUL character in text. */
const plain = z
  .string()
  .max(200)
  .refine((text) => !text.includes('\0'), { error: 'holds a NUL character' });
export const word = plain.min(1);

/** Longest window that is named by its length, in seconds. */
const longestSeconds = 366 * 24 * 60 * 60;
/** Most values that one filter takes. */
const mostValues = 100;
const words = z.array(word).max(mostValues).optional();

/** Which executions a list holds. Values of one filter are alternatives; filters narrow each other. */
export const executionFilterSchema = z.strictObject({
  since: instant.optional(),
  until: instant.optional(),
  /** A window that moves: so long before the moment at which it is asked. */
  lastSeconds: z.coerce.number().int().min(1).max(longestSeconds).optional(),
  status: words,
  tool: words,
  risk: words,
  agentId: words,
  workspaceId: words,
  /** Who asked for the call, as XEM names them. */
  requestedBy: words,
  chatId: word.optional(),
  /** What is wrong with them, as far as the database can tell. */
  suspicion: z.array(z.enum(searchableSuspicions)).optional(),
  /** Those that this incident covers: attached, or done by its agents, workspaces and chats since it began. */
  incidentRef: incidentRefSchema.optional(),
  /**
   * An id of the execution, its invocation, approval or chat; the beginning of the first two; part of a tool's name; or
   * part of an id, the arguments or the error of the newest 10,000 that match all else.
   */
  text: plain.trim().optional(),
});
export type ExecutionFilter = z.infer<typeof executionFilterSchema>;

/** Where the window begins; the server's clock decides, whatever the time is where somebody looks. */
export function windowStart({ since, lastSeconds }: ExecutionFilter, now: Date): Date | undefined {
  const starts = [
    ...(since === undefined ? [] : [Date.parse(since)]),
    ...(lastSeconds === undefined ? [] : [now.getTime() - lastSeconds * 1_000]),
  ];
  return starts.length === 0 ? undefined : new Date(Math.max(...starts));
}
