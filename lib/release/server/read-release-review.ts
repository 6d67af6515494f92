import 'server-only';
import { findHold } from '@/lib/containment/server/find-hold';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Hold, Incident } from '@/lib/db/generated/client';
import { executionsInScope, incidentScope } from '@/lib/incidents/incident-scope';
import { readNames } from '@/lib/mirror/server/read-names';
import { staleReasonOf } from '@/lib/release/queued-call';
import type { QueuedCall, ReleaseReview } from '@/lib/release/release-schema';
import { readChangesSince } from '@/lib/release/server/read-changes-since';
import { callIdOf } from '@/lib/release/server/read-queue';
import { type Review, readReview } from '@/lib/release/server/read-review';
import { readSecondPerson } from '@/lib/release/server/read-second-person';

/** Enough to read; the counts say how many there are. */
const shownCalls = 200;
const shownTools = 50;

/** Everything a person should look at before they release a hold. */
export async function readReleaseReview(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  input: { incidentRef: string; holdId: string },
): Promise<ReleaseReview> {
  const { hold, incident } = await findHold(db, input);
  const now = clock.now();
  const review = await readReview(db, { hold, incident, now });
  const steps = await db.remediationStep.findMany({
    where: { incidentId: incident.id },
    orderBy: { createdAt: 'asc' },
    select: { id: true, what: true },
  });
  const { asOf, targets, queuedCount, dangerousCount, staleCount, queuedByTool, causeFix, seen } = review;
  return {
    incidentRef: `INC-${incident.number}`,
    holdId: hold.id,
    asOf: asOf?.toISOString() ?? null,
    targets,
    queuedCount,
    dangerousCount,
    staleCount,
    queuedByTool,
    queued: await readQueuedCalls(db, review, { hold, incident, now }),
    causeFix,
    ...(await readChangesSince(db, incident.id, hold.placedAt)),
    ...(await readSecondPerson(db, hold)),
    toolNames: await readToolNames(db, incident, seen.toolNames),
    remediationSteps: steps.map(({ id, what }) => ({ stepId: id, what })),
    seen,
  };
}

async function readQueuedCalls(
  db: Transaction,
  { queue, background }: Review,
  { hold, incident, now }: { hold: Hold; incident: Incident; now: Date },
): Promise<QueuedCall[]> {
  const shown = queue.slice(0, shownCalls);
  const names = await readNames(db, shown);
  const times = { incidentStartedAt: incident.startedAt, stoppedAt: hold.placedAt, now };
  return shown.map((call) => {
    const { invocationId, executionId, agentId, workspaceId, toolName, risk, since } = call;
    const { approval = null, arguments: args = null } = background.get(callIdOf(call)) ?? {};
    return {
      invocationId,
      executionId,
      agentId,
      agentName: names.agent(agentId) ?? agentId,
      workspaceId,
      workspaceName: names.workspace(workspaceId) ?? workspaceId,
      toolName,
      risk,
      queuedAt: since,
      arguments: args,
      approval: approval && {
        approvalId: approval.approvalId,
        status: approval.status,
        resolvedBy: approval.resolvedBy,
      },
      staleBecause: staleReasonOf({ queuedAt: since === null ? null : new Date(since), approval }, times),
    };
  });
}

async function readToolNames(db: Transaction, incident: Incident, queued: string[]): Promise<string[]> {
  const subjects = await db.incidentSubject.findMany({ where: { incidentId: incident.id } });
  const groups = await db.execution.groupBy({
    by: ['toolName'],
    where: {
      AND: [executionsInScope(incidentScope(incident.startedAt, subjects)), { risk: { not: 'read' } }],
    },
    _count: true,
    orderBy: { _count: { toolName: 'desc' } },
    take: shownTools,
  });
  return [...new Set([...groups.flatMap(({ toolName }) => toolName ?? []), ...queued])];
}
