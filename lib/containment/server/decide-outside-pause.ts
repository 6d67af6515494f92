import 'server-only';
import type { AuditAction } from '@/lib/audit/audit-action';
import { recordAudit } from '@/lib/audit/server/record-audit';
import { tellOfPause } from '@/lib/containment/server/tell-of-pause';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { OutsidePause } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';

type Decision = NonNullable<OutsidePause['decision']>;

const actions: Record<Decision, AuditAction> = {
  adopted: 'pause_adopted',
  restore: 'pause_restored',
  wanted: 'pause_left_as_wanted',
};

type Decided = { decision: Decision; reason: string; incidentId?: string };

/**
 * Stores what a person decided about a pause that stands; of two who press at once, one does. Locks the pause and then
 * the incidents that hear of it: whoever needs a scope as well has it before, and no incident (`lockScopes`).
 */
export async function decideOutsidePause(
  context: Context,
  tx: Transaction,
  pause: OutsidePause,
  { decision, reason, incidentId }: Decided,
): Promise<void> {
  const { actor, clock } = context;
  const now = clock.now();
  const [decided] = await tx.outsidePause.updateManyAndReturn({
    where: { id: pause.id, endedAt: null, decidedAt: pause.decidedAt },
    data: {
      decision,
      reason,
      decidedById: actor.actorId,
      decidedByName: actor.name,
      decidedAt: now,
      ...(incidentId !== undefined && { incidentId }),
      ...(decision === 'adopted' && { endedAt: now, standingKey: null }),
    },
  });
  if (!decided) {
    throw new AppError('conflict', `pause ${pause.id} was decided meanwhile`, {
      userMessage: 'Somebody has just decided about this pause. Nothing was changed; look again.',
    });
  }
  await recordAudit(context, tx, {
    action: actions[decision],
    subjectKind: 'agent',
    subjectId: pause.agentId,
    reason,
    data: { pauseId: pause.id, workspaceId: pause.workspaceId || null, kind: pause.kind },
  });
  await tellOfPause(context, tx, decided, {
    kind: 'pause_decided',
    source: 'person',
    sourceId: `pause:${pause.id}:${decision}:${now.getTime()}`,
    text: reason,
  });
}
