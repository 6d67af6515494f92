export type StageTarget = {
  scopeId: string;
  agentName: string;
  /** Nothing starts there, since something else holds it. */
  isKept: boolean;
  dangerousQueuedCount: number;
  queuedCount: number;
};

/**
 * Who goes free in which stage. `shares` are the percentages reached by each stage, rising; every stage frees at least
 * one agent. Those with the least to fire go first, and those that stay held elsewhere last: they prove nothing.
 */
export function planStages(targets: StageTarget[], shares: number[]): string[][] {
  const order = targets.toSorted(leastToFireFirst).map(({ scopeId }) => scopeId);
  const stages: string[][] = [];
  let taken = 0;
  for (const share of shares) {
    const upTo = Math.min(order.length, Math.ceil((order.length * share) / 100));
    const stage = order.slice(taken, Math.max(upTo, Math.min(taken + 1, order.length)));
    if (stage.length > 0) stages.push(stage);
    taken += stage.length;
  }
  return stages;
}

function leastToFireFirst(one: StageTarget, other: StageTarget): number {
  return (
    Number(one.isKept) - Number(other.isKept) ||
    one.dangerousQueuedCount - other.dangerousQueuedCount ||
    one.queuedCount - other.queuedCount ||
    one.agentName.localeCompare(other.agentName) ||
    one.scopeId.localeCompare(other.scopeId)
  );
}
