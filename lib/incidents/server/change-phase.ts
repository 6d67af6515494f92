import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import type { Incident } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import type { IncidentSummary } from '@/lib/incidents/incident';
import type { changePhaseInput } from '@/lib/incidents/inputs';
import { isForward, type Phase, phaseNames } from '@/lib/incidents/phase';
import { type PhaseGap, phaseGaps } from '@/lib/incidents/phase-gaps';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readPhaseFacts } from '@/lib/incidents/server/read-phase-facts';
import { readSummary } from '@/lib/incidents/server/to-summary';
import { updateDueAt } from '@/lib/incidents/severity';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import type { EntryKind } from '@/lib/timeline/timeline-entry';

type Input = z.output<typeof changePhaseInput> & { incidentRef: string };

/**
 * Forward, back, or past several. Moving on while something is missing needs a reason, which the log keeps
 * (`gate_incomplete` names what is missing); so does reopening. An incident that still holds agents can't be closed.
 */
export async function changePhase(context: Context, input: Input): Promise<IncidentSummary> {
  requireRole(context, 'commander');
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    if (incident.phase === input.phase) return readSummary(tx, incident.id);
    const gaps = await leave(context, tx, incident, input.phase);
    assertExplained(incident, input, gaps);
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: kindOf(incident.phase, input.phase),
      source: 'person',
      text: input.reason || `${phaseNames[incident.phase]} to ${phaseNames[input.phase]}`,
      data: {
        from: incident.phase,
        to: input.phase,
        reason: input.reason ?? null,
        gaps: gaps.map(({ gap }) => gap),
      },
    });
    await announce(
      tx,
      { incident: incident.number, changed: 'detail' },
      { incident: incident.number, changed: 'containment' },
    );
    return readSummary(tx, incident.id);
  });
}

/** Changes the row first: from then on nobody else appends, so what is counted can't change before the commit. */
async function leave(
  context: Context,
  tx: Transaction,
  incident: Incident,
  phase: Phase,
): Promise<PhaseGap[]> {
  const now = context.clock.now();
  const isClosing = phase === 'closed';
  const { count } = await tx.incident.updateMany({
    where: { id: incident.id, phase: incident.phase },
    data: {
      phase,
      phaseEnteredAt: now,
      closedAt: isClosing ? now : null,
      ...(isClosing && { updateDueAt: null }),
      ...(incident.phase === 'closed' && { updateDueAt: updateDueAt(incident.severity, now) }),
    },
  });
  if (count === 0) throw new AppError('conflict', 'somebody else has just moved this incident; look again');
  const { facts } = await readPhaseFacts(tx, incident);
  if (isClosing && facts.activeHoldCount > 0) {
    throw new AppError('conflict', 'an incident that still holds agents cannot be closed', {
      userMessage:
        'This incident still holds agents. Release its holds, or hand them to another open incident, then close it.',
      details: { activeHoldCount: facts.activeHoldCount },
    });
  }
  // What is released is still watched, and would be held again for a closed incident.
  if (isClosing && facts.openReleaseCount > 0) {
    throw new AppError('conflict', 'an incident with a release under way cannot be closed', {
      userMessage: 'A release of this incident has not ended. Let it finish, or cancel what is left of it.',
      details: { openReleaseCount: facts.openReleaseCount },
    });
  }
  return phaseGaps(incident.phase, phase, facts);
}

function assertExplained(incident: Incident, input: Input, gaps: PhaseGap[]): void {
  if (input.reason) return;
  if (gaps.length > 0) {
    throw new AppError(
      'gate_incomplete',
      `moving on needs a reason: ${gaps.map(({ gap }) => gap).join(' ')}`,
      {
        userMessage: 'Something is still missing. Say why you move on without it.',
        details: { gaps },
      },
    );
  }
  if (incident.phase === 'closed') {
    throw new AppError('invalid_input', 'reason: is required to reopen an incident', {
      details: { errors: [{ field: 'reason', message: 'is required to reopen an incident' }] },
    });
  }
}

function kindOf(from: Phase, to: Phase): EntryKind {
  if (to === 'closed') return 'incident_closed';
  return from === 'closed' && !isForward(from, to) ? 'incident_reopened' : 'phase_changed';
}
