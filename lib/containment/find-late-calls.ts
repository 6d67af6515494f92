import { isInScope, type ScopeRef } from '@/lib/containment/agent-scope';
import { mayHaveEffect } from '@/lib/containment/open-call';
import { byOurClock } from '@/lib/containment/our-clock';
import { type HeldPlace, isUntakenInPlace } from '@/lib/containment/untaken-in-place';

export type StoppedTarget = ScopeRef & {
  incidentId: string;
  holdId: string;
  scopeId: string;
  /** When this incident asked for the stop. */
  addedAt: Date;
  /** When XEM was seen to have stopped it, or said so where it can't be seen; null until then. */
  stoppedAt: Date | null;
};

/** A hold of a place: whoever works there and is none of its agents came past the stop. */
export type PlaceHold = HeldPlace & {
  incidentId: string;
  holdId: string;
  placedAt: Date;
  /** When the last of its agents was stopped, as for a target; null until then. */
  stoppedAt: Date | null;
  /** The stop goes on in a hold of another incident: what starts there is a breach of that one. */
  isHandedOver: boolean;
  /** Released ones too: somebody has decided about those. */
  targets: (ScopeRef & { addedAt: Date })[];
};

export type RecordedCall = {
  executionId: string;
  agentId: string | null;
  workspaceId: string | null;
  toolName: string | null;
  risk: string | null;
  status: string;
  startedAt: Date | null;
  completedAt: Date | null;
  firstSeenAt: Date;
};

export type FoundLateCall = {
  incidentId: string;
  holdId: string;
  how: 'started' | 'landed';
  happenedAt: Date;
  /** From when on nothing should have started. */
  stoppedAt: Date;
  /** Null for an agent that the hold does not cover. */
  target: StoppedTarget | null;
  call: RecordedCall;
};

type Stops = { targets: StoppedTarget[]; places: PlaceHold[] };

/**
 * Calls that a stop did not prevent, each once an incident: those that started inside it after it was seen stopped, with
 * what they landed with, and those that were under way and took effect after it was asked for. `clockSkewMs` is how far the
 * clock of XEM, which stamps the calls, is ahead of ours.
 */
export function findLateCalls(
  { targets, places }: Stops,
  calls: RecordedCall[],
  clockSkewMs: number | null = null,
): FoundLateCall[] {
  const targetsOf = Map.groupBy(targets, ({ agentId }) => agentId);
  return calls.flatMap((call) => {
    const covering = (targetsOf.get(call.agentId ?? '') ?? []).filter((target) => isInScope(target, call));
    const found = [
      ...covering.flatMap((target) => startInside(target, call, clockSkewMs)),
      ...places.flatMap((place) => startBeside(place, call, clockSkewMs)),
      ...covering.flatMap((target) => landing(target, call, clockSkewMs)),
      ...places.flatMap((place) => landingOfNobody(place, call, clockSkewMs)),
    ];
    return [...Map.groupBy(found, ({ incidentId }) => incidentId).values()].flatMap(([first]) =>
      first ? [first, ...endOf(first)] : [],
    );
  });
}

/** One that started after the stop has its effect until it ends. */
function endOf(late: FoundLateCall): FoundLateCall[] {
  const { how, call } = late;
  if (how === 'landed' || call.completedAt === null || !mayHaveEffect(call)) return [];
  return [{ ...late, how: 'landed', happenedAt: call.completedAt }];
}

function startInside(target: StoppedTarget, call: RecordedCall, clockSkewMs: number | null): FoundLateCall[] {
  const { stoppedAt, addedAt, incidentId, holdId } = target;
  if (stoppedAt === null || call.startedAt === null) return [];
  const stop = new Date(Math.max(stoppedAt.getTime(), addedAt.getTime()));
  if (!isStartAfter(stop, call, clockSkewMs)) return [];
  const { startedAt: happenedAt } = call;
  return [{ incidentId, holdId, how: 'started', happenedAt, stoppedAt: stop, target, call }];
}

function startBeside(place: PlaceHold, call: RecordedCall, clockSkewMs: number | null): FoundLateCall[] {
  const { workspaceId, placedAt, incidentId, holdId, targets, isHandedOver } = place;
  const { startedAt } = call;
  if (startedAt === null || isHandedOver || (workspaceId !== null && call.workspaceId !== workspaceId))
    return [];
  if (call.agentId === null && !isNobodysIn(place, call, clockSkewMs)) return [];
  // XEM is asked to pause the agents of the hold only; for another there is no pause to wait for.
  const stoppedAt = call.agentId === null ? place.stoppedAt : placedAt;
  if (stoppedAt === null || !isStartAfter(stoppedAt, call, clockSkewMs)) return [];
  const beganAt = byOurClock(startedAt, clockSkewMs);
  if (targets.some((target) => isInScope(target, call) && target.addedAt <= beganAt)) return [];
  return [{ incidentId, holdId, how: 'started', happenedAt: startedAt, stoppedAt, target: null, call }];
}

/** By either clock, so that none is missed. One that was seen before the stop has not started after it, whatever they say. */
function isStartAfter(stop: Date, call: RecordedCall, clockSkewMs: number | null): boolean {
  if (call.startedAt === null || call.firstSeenAt <= stop) return false;
  const { startedAt } = call;
  return startedAt > stop || byOurClock(startedAt, clockSkewMs) > stop;
}

/** By our clock only: one that the other stamps later than it was is no landing that anybody could have prevented. */
function landing(target: StoppedTarget, call: RecordedCall, clockSkewMs: number | null): FoundLateCall[] {
  const { incidentId, holdId, addedAt } = target;
  const happenedAt = landedAfter(addedAt, call, clockSkewMs);
  if (happenedAt === null) return [];
  return [{ incidentId, holdId, how: 'landed', happenedAt, stoppedAt: addedAt, target, call }];
}

/** Whoever ran it there, the stop of the place was meant for them too. One of another agent lands beside the stop. */
function landingOfNobody(place: PlaceHold, call: RecordedCall, clockSkewMs: number | null): FoundLateCall[] {
  const { placedAt, incidentId, holdId } = place;
  const happenedAt = landedAfter(placedAt, call, clockSkewMs);
  if (happenedAt === null || !isNobodysIn(place, call, clockSkewMs)) return [];
  return [{ incidentId, holdId, how: 'landed', happenedAt, stoppedAt: placedAt, target: null, call }];
}

function landedAfter(stop: Date, call: RecordedCall, clockSkewMs: number | null): Date | null {
  const { completedAt } = call;
  if (completedAt === null || !mayHaveEffect(call)) return null;
  return byOurClock(completedAt, clockSkewMs) > stop ? completedAt : null;
}

function isNobodysIn(place: PlaceHold, call: RecordedCall, clockSkewMs: number | null): boolean {
  const beganAt = call.startedAt === null ? call.firstSeenAt : byOurClock(call.startedAt, clockSkewMs);
  const { agentId, workspaceId } = call;
  return isUntakenInPlace(place, { agentId, workspaceId, beganAt });
}
