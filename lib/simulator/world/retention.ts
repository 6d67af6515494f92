import type { World } from '@/lib/simulator/world/world';

/**
 * A simulator that runs for days must not grow. 5,000 finished executions are about 8 h of the default
 * scenario and some 10 MB; the oldest go first, together with their invocation and approval.
 */
const keptExecutions = 5_000;
const keptApprovals = 1_000;
const keptExports = 10;
/** Above the executions, since calls that were rejected, expired or cancelled never ran. */
const keptInvocations = 8_000;

const isOver = (status: string) => !['pending_approval', 'queued', 'dispatched', 'running'].includes(status);

export function forgetOldest(world: World): void {
  for (const execution of oldest(world.executions, keptExecutions)) {
    if (execution.status === 'running') continue;
    world.executions.delete(execution.id);
    world.invocations.delete(execution.invocationId);
  }
  for (const approval of oldest(world.approvals, keptApprovals)) {
    const invocation = world.invocations.get(approval.invocationId);
    if (invocation !== undefined && !isOver(invocation.status)) continue;
    world.approvals.delete(approval.id);
  }
  for (const invocation of oldest(world.invocations, keptInvocations)) {
    if (isOver(invocation.status)) world.invocations.delete(invocation.id);
  }
  for (const job of oldest(world.exports, keptExports)) world.exports.delete(job.id);
}

/** Those beyond the kept number, the oldest. */
function oldest<Item>(items: Map<string, Item>, kept: number): Item[] {
  const surplus = items.size - kept;
  const found: Item[] = [];
  for (const item of items.values()) {
    if (found.length >= surplus) break;
    found.push(item);
  }
  return found;
}
