import { z } from 'zod';
import { approvalDecisionSchema, approvalSchema } from '@/lib/approvals/approval';
import { defineEndpoint, instant, pageOf, pageQuery } from '@/lib/http/endpoint';

const tag = 'approvals';
const plain = z
  .string()
  .max(2_000)
  .refine((text) => !text.includes('\0'), { error: 'holds a NUL character' });
const word = plain.min(1).max(200);

export const approvalFilterSchema = z.strictObject({
  /** Open ones come with the next to expire first and those past the expiry that XEM gave last, decided ones newest first. */
  state: z.enum(['open', 'decided']).default('open'),
  status: z.array(word).optional(),
  risk: z.array(word).optional(),
  agentId: z.array(word).optional(),
  workspaceId: z.array(word).optional(),
});
export type ApprovalFilter = z.input<typeof approvalFilterSchema>;

export const approvalItemSchema = approvalSchema.extend({
  /** What the call acts on, read from its arguments. */
  target: z.string().nullable(),
  arguments: z.unknown(),
  /** Open incidents that hold the agent it would run on: approving it would undo their stop. */
  lockedBy: z.array(z.string()),
});
export type ApprovalItem = z.infer<typeof approvalItemSchema>;

export const approvalDetailSchema = approvalItemSchema.extend({
  decisions: z.array(approvalDecisionSchema),
  executions: z.array(
    z.object({ executionId: z.string(), status: z.string(), startedAt: instant.nullable() }),
  ),
  incidentRefs: z.array(z.string()),
});
export type ApprovalDetail = z.infer<typeof approvalDetailSchema>;

export const listApprovalsEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/approvals',
  summary: 'Approvals that wait, the next to expire first, or those decided, newest first',
  tag,
  query: pageQuery.extend(approvalFilterSchema.shape),
  answer: pageOf(approvalItemSchema),
});

const params = z.object({ approvalId: word });

export const readApprovalEndpoint = defineEndpoint({
  method: 'GET',
  path: '/api/v1/approvals/{approvalId}',
  summary: 'One approval with its decisions, executions and incidents',
  tag,
  params,
  answer: approvalDetailSchema,
});

/** XEM keeps no reason, Holdfast does. */
const reason = plain.trim().min(3, { error: 'say why, in a few words' });

export const approveInput = z.strictObject({
  reason,
  /** Why to approve although an open incident holds the agent; takes the role of a commander. */
  overrideReason: reason.optional(),
  /** The tool's name, typed; only for an irreversible call. */
  confirm: plain.trim().max(300).optional(),
});
export const rejectInput = z.strictObject({ reason });

export const approveEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/approvals/{approvalId}/approve',
  summary:
    'Let a waiting call through; refused with conflict when it is decided already or its agent is held. What cannot be undone needs a fresh sign-in and the typed name',
  tag,
  params,
  body: approveInput,
  answer: approvalDetailSchema,
});

export const rejectEndpoint = defineEndpoint({
  method: 'POST',
  path: '/api/v1/approvals/{approvalId}/reject',
  summary: 'Refuse a waiting call; conflict when it is decided already',
  tag,
  params,
  body: rejectInput,
  answer: approvalDetailSchema,
});
