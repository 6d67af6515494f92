import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import { announceContainment } from '@/lib/containment/server/announce-containment';
import { lockIncident } from '@/lib/containment/server/lock-scopes';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { findIncident } from '@/lib/incidents/server/find-incident';
import type { CauseFix, withdrawCauseFixInput } from '@/lib/release/release-schema';
import { pauseRelying } from '@/lib/release/server/pause-relying';
import { readCauseFix } from '@/lib/release/server/read-cause-fix';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof withdrawCauseFixInput> & { incidentRef: string };

/** Takes back that the cause is fixed. Where nobody says so, nothing changes. */
export async function withdrawCauseFix(context: Context, input: Input): Promise<CauseFix | null> {
  requireRole(context, 'responder');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await lockIncident(tx, incident.id);
    await endCauseFix(context, tx, incident.id, input.reason);
    await announceContainment(tx, [incident.number]);
    return readCauseFix(tx, incident.id);
  });
}

/**
 * Ends the mark that holds, in the caller's transaction, with the (locked) incident's log told. Releases that rely on it
 * free nobody more by themselves.
 */
export async function endCauseFix(
  context: Context,
  tx: Transaction,
  incidentId: string,
  reason: string,
): Promise<void> {
  const ended = await tx.causeFix.updateManyAndReturn({
    where: { incidentId, withdrawnAt: null },
    data: {
      withdrawnAt: context.clock.now(),
      withdrawnByName: context.actor.name,
      withdrawReason: reason,
    },
    select: { id: true },
  });
  for (const { id } of ended) {
    await appendEntry(context, tx, {
      incidentId,
      kind: 'cause_fix_withdrawn',
      source: context.actor.kind === 'system' ? 'system' : 'person',
      text: reason,
      data: { causeFixId: id },
    });
    await pauseRelying(context, tx, { incidentId, causeFixId: id });
  }
}
