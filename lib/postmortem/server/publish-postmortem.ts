import 'server-only';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import type { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import type { Publication } from '@/lib/postmortem/postmortem';
import { lockPostmortem } from '@/lib/postmortem/server/append-update';
import { readState } from '@/lib/postmortem/server/read-state';
import { toPublication } from '@/lib/postmortem/server/to-publication';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * Freezes what is there as the next revision. Nobody can write while it is read, so what is frozen is what the gate saw.
 * Where nothing has changed since the last one, that one is given.
 */
export async function publishPostmortem(
  context: Context,
  input: { incidentRef: string },
): Promise<Publication> {
  requireRole(context, 'commander');
  const { actor, clock } = context;
  return context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await lockPostmortem(tx, incident.id);
    const { missing, markdown, sha256, facts, row } = await readState(tx, incident);
    if (missing.length > 0) {
      throw new AppError('gate_incomplete', missing.map(({ message }) => message).join(' '), {
        userMessage: `Not ready to publish. ${missing.map(({ message }) => message).join(' ')}`,
        details: { missing },
      });
    }
    const newest = await tx.postmortemRevision.findFirst({
      where: { incidentId: incident.id },
      orderBy: { number: 'desc' },
    });
    if (newest?.sha256 === sha256) return toPublication(newest);

    const published = {
      publishedAt: clock.now(),
      publishedById: actor.actorId,
      publishedByName: actor.name,
    };
    const revision = await tx.postmortemRevision.create({
      data: {
        incidentId: incident.id,
        number: (newest?.number ?? 0) + 1,
        markdown,
        sha256,
        facts: { ...facts, documentRevision: row?.revision ?? 0 } as Prisma.InputJsonObject,
        ...published,
      },
    });
    await tx.postmortem.update({
      where: { incidentId: incident.id },
      data: { status: 'published', ...published },
    });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'postmortem_published',
      source: 'person',
      sourceId: `postmortem:${revision.number}`,
      text: `Postmortem published, revision ${revision.number}`,
      data: { number: revision.number, sha256 },
    });
    await announce(
      tx,
      { incident: incident.number, changed: 'postmortem' },
      { incident: incident.number, changed: 'detail' },
    );
    return toPublication(revision);
  });
}
