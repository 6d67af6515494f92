import 'server-only';
import { type SeenState, seenStateOf } from '@/lib/containment/agent-scope';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { isShownAs } from '@/lib/containment/server/is-shown-as';
import { readConcerned } from '@/lib/containment/server/read-concerned';
import { laterOf, readAgentsAsOf } from '@/lib/containment/server/read-freshness';
import type { HeldScopeRow } from '@/lib/containment/server/read-held-scopes';
import type { Context } from '@/lib/context';
import type { Agent } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { notify } from '@/lib/notify/server/notify';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * A pause that XEM showed and no longer shows was lifted by somebody outside. Holdfast says so and leaves it to a
 * person; it never fights one silently. Where the pause comes back the same way, it says that too.
 */
export async function noteDrift(context: Context, scopes: HeldScopeRow[]): Promise<void> {
  const settled = scopes.filter(({ progress }) => progress === 'observed' || progress === 'drifted');
  const agents = await context.db.agent.findMany({
    where: { agentId: { in: settled.map(({ agentId }) => agentId) } },
  });
  const listedAt = await readAgentsAsOf(context.db);
  const agentOf = new Map(
    agents.map((agent) => [agent.agentId, { ...agent, observedAt: laterOf(agent.observedAt, listedAt) }]),
  );
  const names = await readNames(
    context.db,
    settled.map(({ workspaceId }) => ({ workspaceId })),
  );
  for (const scope of settled) {
    const agent = agentOf.get(scope.agentId);
    // What was read before the pause was seen says nothing about it.
    if (!agent || scope.observedAt === null || agent.observedAt <= scope.observedAt) continue;
    const seen = seenIn(agent, scope, names.workspace(scope.workspaceId));
    if (scope.progress === 'observed' && seen === 'running' && (await isShownAs('running', context, scope))) {
      await moveTo('drifted', context, scope, agent);
    }
    if (scope.progress === 'drifted' && seen === 'paused') await moveTo('observed', context, scope, agent);
  }
}

function seenIn(agent: Agent, scope: HeldScopeRow, workspaceName: string | null): SeenState {
  const pausedWorkspaces = agent.pausedWorkspacesKnown ? agent.pausedWorkspaceIds : null;
  const ref = { agentId: scope.agentId, workspaceId: scope.workspaceId || null };
  return seenStateOf(ref, workspaceName, { isPaused: agent.isPaused, pausedWorkspaces });
}

async function moveTo(
  progress: 'drifted' | 'observed',
  context: Context,
  scope: HeldScopeRow,
  agent: Agent,
): Promise<void> {
  const { id, agentId, workspaceId, generation, requestedAt } = scope;
  const isDrift = progress === 'drifted';
  await context.db.$transaction(async (tx) => {
    const { count } = await tx.agentScope.updateMany({
      where: { id, generation, progress: scope.progress },
      // What ran in the meantime has to end before the scope is drained again.
      data: { progress, drainedAt: null, ...(isDrift ? {} : { observedAt: agent.observedAt }) },
    });
    if (count === 0) return;
    const concerned = await readConcerned(tx, scope);
    for (const { incidentId } of concerned) {
      await appendEntry(context, tx, {
        incidentId,
        kind: isDrift ? 'scope_drifted' : 'scope_observed',
        source: 'containment',
        sourceId: `scope:${id}:g${generation}:${progress}:${agent.observedAt.getTime()}`,
        happenedAt: agent.observedAt,
        data: {
          scopeId: id,
          agentId,
          workspaceId: workspaceId || null,
          desired: 'paused',
          requestedAt,
          isOutside: true,
        },
      });
    }
    const numbers = concerned.map(({ number }) => number);
    const [first] = concerned;
    if (isDrift && first) {
      const names = await readNames(tx, [{ agentId }]);
      await notify(context, tx, {
        kind: 'drift',
        severity: 'red',
        text: `${names.agent(agentId) ?? agentId} was resumed outside Holdfast; ${numbers.map(incidentRefOf).join(', ')} should hold it.`,
        incidentId: first.incidentId,
        subject: { kind: 'agent', id: agentId },
        foldKey: `drift:${first.incidentId}`,
      });
    }
    await announceContainment(tx, numbers);
  });
}
