import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { AppError } from '@/lib/errors';
import { expandSubjects } from '@/lib/incidents/server/expand-subjects';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { readSubjects } from '@/lib/incidents/server/read-subjects';
import type { Subject, SubjectRef } from '@/lib/incidents/subject-schema';
import { announce } from '@/lib/live/server/announce';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Makes something part of an incident; its facts then enter the log. An execution or approval that began before the
 * incident moves the incident's start back. Attaching what is attached changes nothing.
 */
export async function attachSubject(
  context: Context,
  input: SubjectRef & { incidentRef: string },
): Promise<Subject> {
  requireRole(context, 'responder');
  const { actor, clock } = context;
  const { kind, subjectId } = input;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    if (incident.phase === 'closed') {
      throw new AppError('conflict', 'a closed incident takes nothing new; reopen it first');
    }
    const { count } = await tx.incidentSubject.createMany({
      data: {
        incidentId: incident.id,
        kind,
        subjectId,
        attachedById: actor.actorId,
        attachedByName: actor.name,
        attachedAt: clock.now(),
      },
      skipDuplicates: true,
    });
    if (count > 0) {
      const { earliest } = await expandSubjects(tx, [{ kind, subjectId }]);
      const moved = await tx.incident.updateMany({
        where: { id: incident.id, startedAt: { gt: earliest ?? incident.startedAt } },
        data: { startedAt: earliest ?? incident.startedAt },
      });
      await appendEntry(context, tx, {
        incidentId: incident.id,
        kind: 'subject_attached',
        source: 'person',
        sourceId: `attached:${kind}:${subjectId}`,
        data: { kind, subjectId, ...(moved.count > 0 && { startedAt: earliest }) },
      });
      await announce(tx, { incident: incident.number, changed: 'detail' });
    }
    const subject = (await readSubjects(tx, incident.id)).find(
      (other) => other.kind === kind && other.subjectId === subjectId,
    );
    if (!subject) throw new AppError('unexpected', `${kind} ${subjectId} was attached but is not there`);
    return subject;
  });
}
