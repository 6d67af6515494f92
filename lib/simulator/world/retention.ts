import type { Ledger } from '@/lib/simulator/world/ledger';
import type { World } from '@/lib/simulator/world/world';

const approvalsAnExecution = 0.2;
/** Above the executions, since calls that were rejected, expired or cancelled never ran. */
const invocationsAnExecution = 1.6;
const keptExports = 10;

const isOver = (status: string) => !['pending_approval', 'queued', 'dispatched', 'running'].includes(status);

/**
 * A simulator that runs for days must not grow: the oldest finished executions go first, together with their
 * invocation and approval.
 */
export function forgetOldest(world: World): void {
  for (const execution of oldest(world.executions, world.keptExecutions)) {
    if (execution.status === 'running') continue;
    world.executions.delete(execution.id);
    world.invocations.delete(execution.invocationId);
  }
  for (const approval of oldest(world.approvals, world.keptExecutions * approvalsAnExecution)) {
    const invocation = world.invocations.get(approval.invocationId);
    if (invocation !== undefined && !isOver(invocation.status)) continue;
    world.approvals.delete(approval.id);
  }
  for (const invocation of oldest(world.invocations, world.keptExecutions * invocationsAnExecution)) {
    if (isOver(invocation.status)) world.invocations.delete(invocation.id);
  }
  for (const job of oldest(world.exports, keptExports)) world.exports.delete(job.id);
}

/** Those beyond the kept number, the oldest. */
function oldest<Item extends { id: string }>(items: Ledger<Item>, kept: number): Item[] {
  const surplus = items.ownSize - kept;
  const found: Item[] = [];
  for (const item of items.values()) {
    if (found.length >= surplus) break;
    found.push(item);
  }
  return found;
}
