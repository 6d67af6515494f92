/** Counts that say what a stop costs, in the order in which people are told. */
export const costNames = ['healthyPerHour', 'queuedCount', 'approvalCount'] as const;
type CostName = (typeof costNames)[number];

/** The costs that a person saw, or those of now. */
export type StopCosts = Record<CostName, number>;
export type GrownCost = { name: CostName; seen: number; now: number };

/** Counts of a live fleet move with every second; below this nobody would have decided otherwise. */
const leastGrowth = 5;
const growthShare = 0.5;

/**
 * The costs that are materially higher than what the person decided on. Calls in flight are none of them: a stop lets
 * them end, and more of them is no reason to wait.
 */
export function grownCosts(seen: StopCosts, now: StopCosts): GrownCost[] {
  return costNames
    .map((name) => ({ name, seen: seen[name], now: now[name] }))
    .filter((cost) => cost.now - cost.seen >= Math.max(leastGrowth, cost.seen * growthShare));
}
