import 'server-only';
import { mayBeInScope } from '@/lib/containment/agent-scope';
import type { OpenCall } from '@/lib/containment/open-call';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';
import { announce } from '@/lib/live/server/announce';
import { processSingleton } from '@/lib/process-singleton';

/**
 * Tells those who watch a stop that the number of its open calls moved. What was told last is kept in memory only: a
 * replica that doesn't know tells once too often, which costs one read.
 */
export async function announceCounts(
  { db }: Pick<Context, 'db'>,
  scopes: HeldScopeRow[],
  calls: OpenCall[],
): Promise<void> {
  const told = processSingleton('containment-counts', () => new Map<number, string>());
  const current = new Map<number, string>();
  for (const scope of scopes) {
    const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
    const open = calls.filter((call) => mayBeInScope(ref, call));
    const state = open.map(
      ({ invocationId, executionId, stage }) => `${invocationId ?? executionId}${stage}`,
    );
    for (const { hold } of scope.targets) {
      const { number } = hold.incident;
      current.set(number, `${current.get(number) ?? ''};${scope.id}:${state.toSorted().join()}`);
    }
  }
  const moved = [...current].filter(([number, state]) => told.get(number) !== state);
  told.clear();
  for (const [number, state] of current) told.set(number, state);
  if (moved.length === 0) return;
  await announce(db, ...moved.map(([incident]) => ({ incident, changed: 'containment' as const })));
}
