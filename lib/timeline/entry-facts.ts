import { z } from 'zod';
import type { TimelineItem } from '@/lib/timeline/timeline-item';
import { approvalVerdictSchema } from '@/lib/triage/approval-verdict-schema';

const word = z
  .string()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);
const number = z
  .number()
  .nullish()
  .catch(null)
  .transform((value) => value ?? null);

/** The facts of an entry that are drawn, whatever its kind; what is absent or odd is null. */
const entryFactsSchema = z.object({
  executionId: word,
  approvalId: word,
  agentId: word,
  workspaceId: word,
  workspaceName: word,
  chatId: word,
  holdId: word,
  outageId: word,
  toolName: word,
  target: word,
  risk: word,
  status: word,
  exitCode: number,
  durationMs: number,
  approval: approvalVerdictSchema
    .nullish()
    .catch(null)
    .transform((value) => value ?? null),
  type: word,
  detail: word,
  lostSource: word,
  resolvedBy: word,
  kind: word,
  subjectId: word,
  from: word,
  to: word,
  reason: word,
  desired: word,
  how: word,
  decision: word,
  outcome: word,
  errorMessage: word,
  toName: word,
  role: word,
  /** False where only part of a hold was released. */
  isWhole: z
    .boolean()
    .nullish()
    .catch(null)
    .transform((value) => value ?? null),
  targets: z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((value) => value ?? null),
});
export type EntryFacts = z.infer<typeof entryFactsSchema> & { origins: z.infer<typeof originsSchema> };

/** What somebody declared an incident from. */
const originsSchema = z.array(z.object({ kind: z.string(), subjectId: z.string() })).catch([]);

export function readFacts({ data }: Pick<TimelineItem, 'data'>): EntryFacts {
  return { ...entryFactsSchema.parse(data), origins: originsSchema.parse(data.from) };
}
