import 'server-only';
import type { z } from 'zod';
import { requireRole } from '@/lib/auth/require-role';
import type { Context } from '@/lib/context';
import { findIncident } from '@/lib/incidents/server/find-incident';
import { announce } from '@/lib/live/server/announce';
import { type Postmortem, type recordJudgementInput, rootCauseKindNames } from '@/lib/postmortem/postmortem';
import { lockPostmortem } from '@/lib/postmortem/server/append-update';
import { readPostmortem } from '@/lib/postmortem/server/read-postmortem';
import { appendEntry } from '@/lib/timeline/server/append-entry';

type Input = z.output<typeof recordJudgementInput> & { incidentRef: string };
type Judgement = Pick<Postmortem, 'rootCauseKind' | 'noExecutionsReason'>;

/** What no log can tell. A repeat that changes nothing writes nothing. */
export async function recordJudgement(context: Context, input: Input): Promise<Postmortem> {
  requireRole(context, 'responder');
  await context.db.$transaction(async (tx) => {
    const incident = await findIncident(tx, input.incidentRef);
    await lockPostmortem(tx, incident.id);
    const before = await tx.postmortem.findUniqueOrThrow({
      where: { incidentId: incident.id },
      select: { rootCauseKind: true, noExecutionsReason: true },
    });
    const after: Judgement = {
      rootCauseKind: input.rootCauseKind === undefined ? before.rootCauseKind : input.rootCauseKind,
      noExecutionsReason:
        input.noExecutionsReason === undefined ? before.noExecutionsReason : input.noExecutionsReason || null,
    };
    if (JSON.stringify(before) === JSON.stringify(after)) return;
    await tx.postmortem.update({ where: { incidentId: incident.id }, data: after });
    await appendEntry(context, tx, {
      incidentId: incident.id,
      kind: 'root_cause_named',
      source: 'person',
      text: sentenceOf(before, after),
      data: { ...after, before },
    });
    await announce(tx, { incident: incident.number, changed: 'postmortem' });
  });
  return readPostmortem(context, input);
}

function sentenceOf(before: Judgement, after: Judgement): string {
  const cause = `Root cause: ${after.rootCauseKind ? rootCauseKindNames[after.rootCauseKind] : 'open again'}`;
  const executions = after.noExecutionsReason
    ? `No execution was affected: ${after.noExecutionsReason}`
    : 'Executions were affected after all';
  return [
    ...(before.rootCauseKind === after.rootCauseKind ? [] : [cause]),
    ...(before.noExecutionsReason === after.noExecutionsReason ? [] : [executions]),
  ].join('. ');
}
