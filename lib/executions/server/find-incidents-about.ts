import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { incidentScope, placesOf } from '@/lib/incidents/incident-scope';

type Call = {
  executionId: string | null;
  agentId: string | null;
  workspaceId: string | null;
  chatId: string | null;
};

/** The ids of the open incidents that this call belongs to, by the rule that says what an incident covers. */
export async function findIncidentsAbout(db: Transaction, call: Call): Promise<string[]> {
  const { executionId, agentId, workspaceId, chatId } = call;
  const incidents = await db.incident.findMany({
    where: {
      phase: { not: 'closed' },
      subjects: {
        some: { subjectId: { in: [executionId, agentId, workspaceId, chatId].flatMap((id) => id ?? []) } },
      },
    },
    select: { id: true, startedAt: true, subjects: true },
  });
  return incidents
    .filter(({ startedAt, subjects }) => {
      const scope = incidentScope(startedAt, subjects);
      if (executionId !== null && scope.executionIds.includes(executionId)) return true;
      if (chatId !== null && scope.chatIds.includes(chatId)) return true;
      return placesOf(scope).some(
        (place) => isIn(place.agentId, agentId) && isIn(place.workspaceId, workspaceId),
      );
    })
    .map(({ id }) => id);
}

/** A place that names no ids of a kind takes any. */
function isIn(named: { in: string[] } | undefined, id: string | null): boolean {
  return named === undefined || (id !== null && named.in.includes(id));
}
