import 'server-only';
import { confirmationFor, type HoldSelection } from '@/lib/containment/hold';
import type { HoldPreview } from '@/lib/containment/hold-preview';
import { planContainment } from '@/lib/containment/plan-containment';
import { readFleet } from '@/lib/containment/server/read-fleet';
import { readCallsAsOf } from '@/lib/containment/server/read-freshness';
import type { Transaction } from '@/lib/db/client';
import { notFound } from '@/lib/errors';
import { readNames } from '@/lib/mirror/server/read-names';

/** The plan of a stop from what the mirror knows. Throws `not_found` for an id that nothing ever mentioned. */
export async function readHoldPreview(
  db: Transaction,
  selection: HoldSelection,
  scope: { now: Date; incidentId: string | null },
): Promise<HoldPreview> {
  const { agentId, workspaceId, rung } = selection;
  if (agentId !== undefined) await assertAgentExists(db, agentId);
  if (workspaceId !== undefined) await assertWorkspaceExists(db, workspaceId);
  const facts = await readFleet(db, selection, scope);
  const selectionIds = { agentId: agentId ?? null, workspaceId: workspaceId ?? null };
  const names = await readNames(db, [selectionIds, ...facts.servings]);
  const workspaceName = names.workspace(selectionIds.workspaceId) ?? selectionIds.workspaceId;
  const served = [...new Set(facts.servings.map((serving) => serving.workspaceId))];
  return {
    ...planContainment(selection, facts),
    ...selectionIds,
    agentName: names.agent(selectionIds.agentId) ?? selectionIds.agentId,
    workspaceName,
    workspaces: served.map((id) => ({ workspaceId: id, workspaceName: names.workspace(id) ?? id })),
    confirmName: confirmationFor(rung, workspaceName),
    asOf: (await readCallsAsOf(db))?.toISOString() ?? null,
  };
}

async function assertAgentExists(db: Transaction, agentId: string): Promise<void> {
  const known =
    (await db.agent.findUnique({ where: { agentId }, select: { agentId: true } })) ??
    (await db.workspaceAgent.findFirst({ where: { agentId }, select: { agentId: true } })) ??
    (await db.execution.findFirst({ where: { agentId }, select: { agentId: true } }));
  if (!known) throw notFound('agent', agentId);
}

async function assertWorkspaceExists(db: Transaction, workspaceId: string): Promise<void> {
  const known =
    (await db.workspace.findUnique({ where: { workspaceId }, select: { workspaceId: true } })) ??
    (await db.workspaceAgent.findFirst({ where: { workspaceId }, select: { workspaceId: true } })) ??
    (await db.execution.findFirst({ where: { workspaceId }, select: { workspaceId: true } }));
  if (!known) throw notFound('workspace', workspaceId);
}
