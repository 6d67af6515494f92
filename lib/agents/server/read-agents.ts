import 'server-only';
import type { Agent } from '@/lib/agents/agent';
import { describeAgents } from '@/lib/agents/server/describe-agents';
import type { Context } from '@/lib/context';
import type { PageOf } from '@/lib/http/endpoint';

/** By name; the cursor is the last name and id, apart by a line break that no name has. */
export async function readAgents(
  context: Pick<Context, 'db' | 'clock'>,
  input: { limit: number; cursor?: string | undefined; includeGone?: boolean },
): Promise<PageOf<Agent>> {
  const { limit, cursor, includeGone = false } = input;
  const [afterId = '', afterName = ''] = cursor?.split('\n') ?? [];
  const rows = await context.db.agent.findMany({
    where: {
      ...(!includeGone && { goneAt: null }),
      ...(cursor && { OR: [{ name: { gt: afterName } }, { name: afterName, agentId: { gt: afterId } }] }),
    },
    omit: { raw: true },
    orderBy: [{ name: 'asc' }, { agentId: 'asc' }],
    take: limit + 1,
  });
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    data: await describeAgents(context, page),
    nextCursor: rows.length > limit && last ? `${last.agentId}\n${last.name}` : null,
  };
}
