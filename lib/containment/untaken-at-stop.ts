type Counted = { workspaceId: string | null; placedAt: Date; untakenInFlightCount: number };

/**
 * How many calls that name no agent were in flight when these held places were stopped. Of holds of the same place the first
 * tells, and one of everywhere tells of all places.
 */
export function untakenAtStop(holds: Counted[]): number {
  const everywhere = holds.filter(({ workspaceId }) => workspaceId === null);
  const telling = everywhere.length > 0 ? everywhere : holds;
  const byPlace = Map.groupBy(
    telling.toSorted((one, other) => Number(one.placedAt) - Number(other.placedAt)),
    ({ workspaceId }) => workspaceId,
  );
  return [...byPlace.values()].reduce((total, [first]) => total + (first?.untakenInFlightCount ?? 0), 0);
}
