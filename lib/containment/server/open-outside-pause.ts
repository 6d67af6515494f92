import 'server-only';
import type { FoundPause } from '@/lib/containment/find-outside-pauses';
import { standingKeyOf } from '@/lib/containment/server/find-outside-pause';
import { tellOfPause } from '@/lib/containment/server/tell-of-pause';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause } from '@/lib/db/generated/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { readNames } from '@/lib/mirror/server/read-names';
import { notify } from '@/lib/notify/server/notify';

/** Writes down that a pause was found; of two replicas that look at once, one does. `row` is one that has come back. */
export async function openOutsidePause(
  context: Context,
  found: FoundPause,
  row: OutsidePause | undefined,
): Promise<void> {
  await context.db.$transaction(async (tx) => {
    const incident = await readReleaser(tx, found);
    const pause =
      row === undefined
        ? await create(context, tx, found, incident?.id ?? null)
        : await reopen(context, tx, row);
    if (pause === undefined) return;
    const at = pause.noticedAt.getTime();
    await tellOfPause(context, tx, pause, {
      kind: 'pause_found',
      source: 'containment',
      sourceId: `pause:${pause.id}:found:${at}`,
    });
    const { agent, workspace } = await readNames(tx, [found]);
    const place =
      found.workspaceId === null ? '' : ` in ${workspace(found.workspaceId) ?? found.workspaceId}`;
    const name = `${agent(found.agentId) ?? found.agentId}${place}`;
    await notify(context, tx, {
      kind: pause.kind === 'left_over' ? 'left_over' : 'paused_outside',
      severity: 'amber',
      text:
        pause.kind === 'left_over' && incident
          ? `${name} is paused in XEM again, after ${incidentRefOf(incident.number)} released it.`
          : `${name} is paused in XEM and no incident holds it.`,
      subject: { kind: 'agent', id: found.agentId },
      foldKey: pause.kind,
    });
  });
}

async function create(
  { clock }: Context,
  tx: Transaction,
  { agentId, workspaceId, kind }: FoundPause,
  releaserId: string | null,
): Promise<OutsidePause | undefined> {
  const standingKey = standingKeyOf(agentId, workspaceId ?? '');
  const [pause] = await tx.outsidePause.createManyAndReturn({
    data: {
      agentId,
      workspaceId: workspaceId ?? '',
      kind,
      standingKey,
      noticedAt: clock.now(),
      incidentId: kind === 'left_over' ? releaserId : null,
    },
    skipDuplicates: true,
  });
  return pause;
}

async function reopen(
  { clock }: Context,
  tx: Transaction,
  { id, decidedAt }: OutsidePause,
): Promise<OutsidePause | undefined> {
  const [pause] = await tx.outsidePause.updateManyAndReturn({
    where: { id, endedAt: null, decision: 'restore', decidedAt },
    data: { kind: 'left_over', decision: null, noticedAt: clock.now() },
  });
  return pause;
}

/** The incident that gave the scope up last. */
async function readReleaser(tx: Transaction, { agentId, workspaceId }: FoundPause) {
  const target = await tx.holdTarget.findFirst({
    where: { scope: { agentId, workspaceId: workspaceId ?? '' }, releasedAt: { not: null } },
    orderBy: { releasedAt: 'desc' },
    select: { hold: { select: { incident: { select: { id: true, number: true } } } } },
  });
  return target?.hold.incident;
}
