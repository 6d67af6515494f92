import type { DesiredState } from '@/lib/containment/agent-scope-schema';

/** How far XEM has followed the desired state of a scope. */
export const scopeProgresses = [
  'requested',
  'accepted',
  'observed',
  'unverifiable',
  'unreachable',
  'rejected',
  'drifted',
  'gone',
] as const;
export type ScopeProgress = (typeof scopeProgresses)[number];

/** One agent, whole or in one workspace. */
export type ScopeRef = { agentId: string; workspaceId: string | null };

/** What XEM shows of a scope; `unknown` where this router has no such field. */
export type SeenState = DesiredState | 'unknown';

type PauseFields = { isPaused: boolean | null; pausedWorkspaces: string[] | null };

/** A router may list paused workspaces by id or by name. */
export function seenStateOf(scope: ScopeRef, workspaceName: string | null, agent: PauseFields): SeenState {
  if (scope.workspaceId === null) return stateOf(agent.isPaused);
  if (agent.pausedWorkspaces === null) return 'unknown';
  const names = [scope.workspaceId, workspaceName];
  return stateOf(agent.pausedWorkspaces.some((paused) => names.includes(paused)));
}

function stateOf(isPaused: boolean | null): SeenState {
  if (isPaused === null) return 'unknown';
  return isPaused ? 'paused' : 'running';
}

/** Where some work belongs, as far as XEM says. */
export type Work = { agentId: string | null; workspaceId: string | null };

/** Whether work of `agentId` in `workspaceId` falls into a scope. A place without an agent means work that names none. */
export function isInScope(scope: Work, work: Work): boolean {
  return (
    work.agentId === scope.agentId && (scope.workspaceId === null || work.workspaceId === scope.workspaceId)
  );
}

/**
 * Whether work falls into a scope, or may: what an agent does in a workspace that nobody knows may be in any of them. What
 * is still open is counted by this rule, so that no scope looks drained that cannot be shown to be.
 */
export function mayBeInScope(scope: Work, work: Work): boolean {
  return (
    isInScope(scope, work) ||
    (scope.agentId !== null && work.agentId === scope.agentId && work.workspaceId === null)
  );
}

/** One line of a scope's life for people: progress and drain in one word. */
export type ScopeStatus =
  | Exclude<ScopeProgress, 'observed' | 'requested'>
  | 'requested'
  | 'draining'
  | 'held'
  | 'resuming'
  | 'running';

export function scopeStatusOf(scope: {
  desired: DesiredState;
  progress: ScopeProgress;
  drainedAt: string | null;
}): ScopeStatus {
  const { desired, progress, drainedAt } = scope;
  if (progress === 'observed') {
    if (desired === 'running') return 'running';
    return drainedAt === null ? 'draining' : 'held';
  }
  if (desired === 'running' && (progress === 'requested' || progress === 'accepted')) return 'resuming';
  return progress;
}
