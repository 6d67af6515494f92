import { z } from 'zod';
import { isInScope, mayBeInScope, type ScopeRef, type Work } from '@/lib/containment/agent-scope';
import type { HoldSelection } from '@/lib/containment/hold';
import { holdRungSchema } from '@/lib/containment/hold-schema';
import type { OpenCall } from '@/lib/containment/open-call';
import { mayBeUntakenIn, untakenOf } from '@/lib/containment/untaken';
import { isGated } from '@/lib/triage/approval-verdict';

export const targetSourceSchema = z.enum(['binding', 'manifest', 'execution', 'named']);
export type TargetSource = z.infer<typeof targetSourceSchema>;

/** Everything the mirror knows that a stop of this selection depends on. */
export type FleetFacts = {
  agents: { agentId: string; name: string; status: string }[];
  /** Which agent serves which workspace, by each source that says so. */
  servings: { agentId: string; workspaceId: string; source: TargetSource }[];
  calls: OpenCall[];
  /** Those that wait for a decision. */
  approvals: Work[];
  /** Calls of the last hour. Healthy ones ended well and give no cause for alarm. */
  rates: { agentId: string; workspaceId: string | null; startedCount: number; healthyCount: number }[];
  held: (ScopeRef & { incidentRef: string })[];
};

export const plannedTargetSchema = z.object({
  agentId: z.string(),
  agentName: z.string(),
  /** XEM's word, or null for an agent that the mirror has not seen. */
  agentStatus: z.string().nullable(),
  /** Null for the whole agent. */
  workspaceId: z.string().nullable(),
  sources: z.array(targetSourceSchema),
  inFlightCount: z.number().int(),
  dangerousInFlightCount: z.number().int(),
  queuedCount: z.number().int(),
  /** Incidents that hold this scope already, or the whole agent. */
  heldBy: z.array(z.string()),
});
export type PlannedTarget = z.infer<typeof plannedTargetSchema>;

export const containmentPlanSchema = z.object({
  rung: holdRungSchema,
  targets: z.array(plannedTargetSchema),
  inFlightCount: z.number().int(),
  dangerousInFlightCount: z.number().int(),
  queuedCount: z.number().int(),
  approvalCount: z.number().int(),
  /** Calls of the last hour that would no longer start, how many of them were healthy, and how many go on elsewhere. */
  stopsPerHour: z.number().int(),
  healthyPerHour: z.number().int(),
  elsewherePerHour: z.number().int(),
});
export type ContainmentPlan = z.infer<typeof containmentPlanSchema>;

/** Which agents a stop means and what it costs, before anybody is stopped. */
export function planContainment(selection: HoldSelection, facts: FleetFacts): ContainmentPlan {
  const workspaceId = selection.workspaceId ?? null;
  const agentIds = new Set(targetAgents(selection, facts));
  const byAgent = groupByAgent(facts);
  const targets = [...agentIds]
    .map((agentId) => planTarget({ agentId, workspaceId }, selection, byAgent))
    .sort(busiestFirst);

  const meaning = (isIn: typeof isInScope) => (work: Work) =>
    work.agentId === null
      ? isWholeWorkspace(selection, work.workspaceId)
      : agentIds.has(work.agentId) && isIn({ agentId: work.agentId, workspaceId }, work);
  const [isAffected, mayBeAffected] = [meaning(isInScope), meaning(mayBeInScope)];
  const untaken = untakenOf(selection, facts.servings);
  const calls = facts.calls.filter(mayBeAffected);
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  const rates = facts.rates.filter(({ agentId }) => agentIds.has(agentId));
  const [stopped, elsewhere] = [rates.filter(isAffected), rates.filter((rate) => !isAffected(rate))];

  return {
    rung: selection.rung,
    targets,
    inFlightCount: inFlight.length,
    dangerousInFlightCount: inFlight.filter(({ risk }) => isGated(risk)).length,
    queuedCount: calls.filter(({ stage }) => stage === 'queued').length,
    // Those that deciding one is locked for: without an agent they might run on any that serves their workspace.
    approvalCount: facts.approvals.filter((it) => mayBeAffected(it) || mayBeUntakenIn(untaken, it)).length,
    stopsPerHour: sum(stopped.map(({ startedCount }) => startedCount)),
    healthyPerHour: sum(stopped.map(({ healthyCount }) => healthyCount)),
    elsewherePerHour: sum(elsewhere.map(({ startedCount }) => startedCount)),
  };
}

/** What is in flight in a place that no agent is named for, so that none of the targets counts it. */
export function untakenInFlightOf({ inFlightCount, targets }: ContainmentPlan): number {
  return inFlightCount - sum(targets.map((target) => target.inFlightCount));
}

/** Work that no agent has yet belongs to a stop that leaves no agent to take it. */
function isWholeWorkspace(selection: HoldSelection, workspaceId: string | null): boolean {
  if (selection.rung === 'all') return true;
  return selection.rung === 'workspace' && workspaceId === selection.workspaceId;
}

function targetAgents(selection: HoldSelection, facts: FleetFacts): string[] {
  if (selection.agentId !== undefined) return [selection.agentId];
  if (selection.rung === 'all') return facts.agents.map(({ agentId }) => agentId);
  const present = new Set(facts.agents.map(({ agentId }) => agentId));
  const serving = facts.servings.filter(({ workspaceId }) => workspaceId === selection.workspaceId);
  return [...new Set(serving.map(({ agentId }) => agentId))].filter((agentId) => present.has(agentId));
}

type FactsByAgent = ReturnType<typeof groupByAgent>;

function groupByAgent(facts: FleetFacts) {
  return {
    agents: new Map(facts.agents.map((agent) => [agent.agentId, agent])),
    calls: Map.groupBy(facts.calls, ({ agentId }) => agentId),
    servings: Map.groupBy(facts.servings, ({ agentId }) => agentId),
    held: Map.groupBy(facts.held, ({ agentId }) => agentId),
  };
}

function planTarget(scope: ScopeRef, selection: HoldSelection, facts: FactsByAgent): PlannedTarget {
  const { agentId, workspaceId } = scope;
  const agent = facts.agents.get(agentId);
  const calls = (facts.calls.get(agentId) ?? []).filter((call) => mayBeInScope(scope, call));
  const inFlight = calls.filter(({ stage }) => stage === 'in_flight');
  const said = (facts.servings.get(agentId) ?? []).filter((serving) => isInScope(scope, serving));
  const holders = (facts.held.get(agentId) ?? []).filter(
    (held) => held.workspaceId === null || held.workspaceId === workspaceId,
  );
  return {
    ...scope,
    agentName: agent?.name ?? agentId,
    agentStatus: agent?.status ?? null,
    sources: sourcesOf(selection, said),
    inFlightCount: inFlight.length,
    dangerousInFlightCount: inFlight.filter(({ risk }) => isGated(risk)).length,
    queuedCount: calls.filter(({ stage }) => stage === 'queued').length,
    heldBy: [...new Set(holders.map(({ incidentRef }) => incidentRef))],
  };
}

function sourcesOf(selection: HoldSelection, said: { source: TargetSource }[]): TargetSource[] {
  const sources = new Set(said.map(({ source }) => source));
  if (selection.agentId !== undefined) sources.add('named');
  return targetSourceSchema.options.filter((source) => sources.has(source));
}

function busiestFirst(one: PlannedTarget, other: PlannedTarget): number {
  return other.inFlightCount - one.inFlightCount || one.agentName.localeCompare(other.agentName);
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
