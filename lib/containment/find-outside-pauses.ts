import type { ScopeProgress, ScopeRef } from '@/lib/containment/agent-scope';
import type { DesiredState } from '@/lib/containment/agent-scope-schema';
import type { OutsidePauseKind } from '@/lib/containment/outside-pause';

export type ShownAgent = {
  agentId: string;
  isPaused: boolean | null;
  pausedWorkspaceIds: string[];
  observedAt: Date;
};

export type KnownScope = ScopeRef & {
  desired: DesiredState;
  progress: ScopeProgress;
  observedAt: Date | null;
};

export type FoundPause = ScopeRef & {
  kind: OutsidePauseKind;
  /** Where Holdfast has been at work the list may be older than that, so XEM itself has to be asked. */
  needsLook: boolean;
};

/** A pause that shows this soon after our resume is a late echo of ours rather than somebody's wish. */
const leftOverWithinMs = 10 * 60_000;

/** What XEM shows as paused and no hold explains. */
export function findOutsidePauses(agents: ShownAgent[], scopes: KnownScope[]): FoundPause[] {
  const scopesOf = Map.groupBy(scopes, ({ agentId }) => agentId);
  return agents.flatMap((agent) =>
    shownPauses(agent).flatMap((ref) => judge(agent, ref, scopesOf.get(agent.agentId) ?? [])),
  );
}

/** An agent that is paused as a whole is told of once, whatever workspaces are listed beside. */
export function shownPauses({ agentId, isPaused, pausedWorkspaceIds }: ShownAgent): ScopeRef[] {
  if (isPaused) return [{ agentId, workspaceId: null }];
  return pausedWorkspaceIds.map((workspaceId) => ({ agentId, workspaceId }));
}

function judge(agent: ShownAgent, ref: ScopeRef, scopes: KnownScope[]): FoundPause[] {
  if (isHeld(ref, scopes)) return [];
  const own = scopes.find(({ workspaceId }) => workspaceId === ref.workspaceId);
  if (own === undefined) return [{ ...ref, kind: 'outside', needsLook: false }];
  // Our own resume is on its way; its trouble is told where it was asked for.
  if (own.progress !== 'observed' || own.observedAt === null) {
    return own.observedAt === null && own.progress === 'observed'
      ? [{ ...ref, kind: 'outside', needsLook: true }]
      : [];
  }
  const sinceMs = agent.observedAt.getTime() - own.observedAt.getTime();
  if (sinceMs <= 0) return [];
  return [
    {
      ...ref,
      kind: sinceMs <= leftOverWithinMs ? 'left_over' : 'outside',
      needsLook: true,
    },
  ];
}

/** A hold of the whole agent explains a pause in any of its workspaces too. */
export function isHeld(ref: ScopeRef, scopes: KnownScope[]): boolean {
  return scopes.some(
    ({ agentId, workspaceId, desired }) =>
      desired === 'paused' &&
      agentId === ref.agentId &&
      (workspaceId === null || workspaceId === ref.workspaceId),
  );
}
