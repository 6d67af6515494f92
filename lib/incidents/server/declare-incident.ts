import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { AppError } from '@/lib/errors';
import type { IncidentSummary, RelatedIncident } from '@/lib/incidents/incident';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import type { declareIncidentInput } from '@/lib/incidents/inputs';
import { expandSubjects } from '@/lib/incidents/server/expand-subjects';
import { readSummary } from '@/lib/incidents/server/to-summary';
import { updateDueAt } from '@/lib/incidents/severity';
import type { SubjectRef } from '@/lib/incidents/subject-schema';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Declared = { incident: IncidentSummary; alreadyOpen: RelatedIncident[] };

/**
 * Opens an incident; the actor becomes its commander. Open incidents about the same thing are named in the answer, not
 * refused: two people may mean two things. A repeat is caught by the idempotency key at the edge.
 */
export async function declareIncident(
  context: Context,
  input: z.output<typeof declareIncidentInput>,
): Promise<Declared> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  const now = clock.now();
  return context.db.$transaction(async (tx) => {
    const { subjects, earliest } = await expandSubjects(tx, input.subjects);
    const alreadyOpen = await findRelated(tx, subjects);
    const startedAt = givenInstant('started_at', input.startedAt, now) ?? earlier(earliest, now);
    const detectedAt = givenInstant('detected_at', input.detectedAt, now) ?? now;

    const incident = await tx.incident.create({
      data: {
        title: input.title,
        severity: input.severity,
        startedAt,
        detectedAt,
        declaredAt: now,
        phaseEnteredAt: now,
        updateDueAt: updateDueAt(input.severity, now),
        declaredById: actor.actorId,
        declaredByName: actor.name,
        roles: { create: { role: 'commander', userId: actor.actorId, userName: actor.name, since: now } },
        subjects: {
          create: subjects.map((subject) => ({
            ...subject,
            attachedById: actor.actorId,
            attachedByName: actor.name,
            attachedAt: now,
          })),
        },
      },
    });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'incident_declared',
      source: 'person',
      sourceId: 'declared',
      happenedAt: now,
      text: input.title,
      data: { severity: input.severity, from: input.subjects, subjects, commanderName: actor.name },
    });
    await announce(tx, { incident: null, changed: 'incidents' });
    return { incident: await readSummary(tx, incident.id), alreadyOpen };
  });
}

/** A shared workspace alone says little: much else runs there. */
async function findRelated(tx: Transaction, subjects: SubjectRef[]): Promise<RelatedIncident[]> {
  const telling = subjects.filter(({ kind }) => kind !== 'workspace');
  if (telling.length === 0) return [];
  const rows = await tx.incident.findMany({
    where: {
      phase: { not: 'closed' },
      subjects: { some: { OR: telling.map(({ kind, subjectId }) => ({ kind, subjectId })) } },
    },
    orderBy: { declaredAt: 'desc' },
    take: 10,
  });
  return rows.map(({ number, title, severity, phase }) => ({
    incidentRef: incidentRefOf(number),
    title,
    severity,
    phase,
  }));
}

/** Clocks differ a little; a minute ahead is a typing mistake. */
const toleranceMs = 60_000;

function givenInstant(field: string, given: string | undefined, now: Date): Date | null {
  if (given === undefined) return null;
  const at = new Date(given);
  if (at.getTime() <= now.getTime() + toleranceMs) return at;
  throw new AppError('invalid_input', `${field}: lies in the future`, {
    details: { errors: [{ field, message: 'lies in the future' }] },
  });
}

/** XEM's clock may run ahead of ours; an incident never begins after it is declared. */
function earlier(observed: Date | null, now: Date): Date {
  return observed !== null && observed < now ? observed : now;
}
