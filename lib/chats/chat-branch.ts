import { z } from 'zod';
import { instant } from '@/lib/http/endpoint';

/** A history of its own inside a chat. The router makes the auto-fork ones, just before a dangerous step. */
export const chatBranchSchema = z.object({
  branchId: z.string(),
  name: z.string().nullable(),
  parentBranchId: z.string().nullable(),
  forkedAtSequence: z.number().nullable(),
  isAutoFork: z.boolean(),
  createdAt: instant.nullable(),
});
export type ChatBranch = z.infer<typeof chatBranchSchema>;

/** One chat of the incident. A chat that could not be read says why; it never hides the others. */
export const chatBranchesSchema = z.object({
  chatId: z.string(),
  branches: z.array(chatBranchSchema).nullable(),
  error: z.object({ code: z.string(), message: z.string() }).nullable(),
});
export type ChatBranches = z.infer<typeof chatBranchesSchema>;

/** The fork that the router made last before a call began: the chat as it stood when the call had not run yet. */
export function lastForkBefore(branches: readonly ChatBranch[], began: Date): ChatBranch | undefined {
  const beganAt = began.toISOString();
  return branches
    .filter(({ isAutoFork, createdAt }) => isAutoFork && createdAt !== null && createdAt <= beganAt)
    .toSorted((a, b) => (b.createdAt ?? '').localeCompare(a.createdAt ?? ''))[0];
}
