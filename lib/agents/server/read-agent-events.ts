import 'server-only';
import type { AgentEvent } from '@/lib/agents/agent';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';
import { readKeyset, writeKeyset } from '@/lib/mirror/keyset';

export async function readAgentEvents(
  { db }: Pick<Context, 'db'>,
  { agentId, limit, cursor }: { agentId: string; limit: number; cursor?: string | undefined },
): Promise<PageOf<AgentEvent>> {
  const rows = await db.agentEvent.findMany({
    where: { agentId, ...(cursor && olderThan(cursor)) },
    orderBy: [{ occurredAt: 'desc' }, { eventId: 'desc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map(({ eventId, type, occurredAt, detail }) => ({
      eventId,
      type,
      occurredAt: occurredAt.toISOString(),
      detail,
    })),
    nextCursor: rows.length > limit && last ? writeKeyset({ at: last.occurredAt, id: last.eventId }) : null,
  };
}

function olderThan(cursor: string) {
  const { at, id } = readKeyset(cursor);
  return { occurredAt: { lte: at }, OR: [{ occurredAt: { lt: at } }, { eventId: { lt: id } }] };
}
