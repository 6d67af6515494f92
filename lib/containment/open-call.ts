import { z } from 'zod';
import { executionStatuses, isOver } from '@/lib/executions/execution-status';
import { instant } from '@/lib/http/endpoint';

export const callStageSchema = z.enum(['waiting', 'queued', 'in_flight', 'ended']);
export type CallStage = z.infer<typeof callStageSchema>;

export const endedStatuses: string[] = executionStatuses.filter(isOver);

/** A word we don't know counts as in flight: calling a scope drained too early is the worse mistake. */
export function stageOf(status: string): CallStage {
  if (isOver(status)) return 'ended';
  if (status === 'pending_approval') return 'waiting';
  return status === 'queued' ? 'queued' : 'in_flight';
}

/** What became of calls that were never carried out. */
export const neverRanStatuses = ['cancelled', 'rejected', 'expired'];

/** How many calls of a stage there are, where calls were counted by status. */
export const countInStage = (
  loads: readonly { status: string; _count: number }[],
  ...stages: CallStage[]
): number =>
  loads.reduce((total, { status, _count }) => total + (stages.includes(stageOf(status)) ? _count : 0), 0);

/** Whether a call may have changed something; a risk we don't know may have. */
export function mayHaveEffect(call: { risk: string | null; status: string }): boolean {
  return call.risk !== 'read' && !neverRanStatuses.includes(call.status);
}

/** A call that has not ended. */
export const openCallSchema = z.object({
  invocationId: z.string().nullable(),
  executionId: z.string().nullable(),
  agentId: z.string().nullable(),
  workspaceId: z.string().nullable(),
  toolName: z.string().nullable(),
  risk: z.string().nullable(),
  status: z.string(),
  stage: callStageSchema,
  since: instant.nullable(),
});
export type OpenCall = z.infer<typeof openCallSchema>;
