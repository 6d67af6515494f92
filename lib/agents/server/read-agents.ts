import 'server-only';
import { z } from 'zod';
import type { Agent } from '@/lib/agents/agent';
import type { AgentFilter, AgentSort } from '@/lib/agents/agent-filter';
import { agentWhere } from '@/lib/agents/server/agent-where';
import { describeAgents } from '@/lib/agents/server/describe-agents';
import { endedStatuses } from '@/lib/containment/open-call';
import type { Context } from '@/lib/context';
import { Prisma } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { waitingStatuses } from '@/lib/executions/execution-status';
import type { PageOf } from '@/lib/http/endpoint';

type Input = AgentFilter & { limit: number; cursor?: string | undefined; includeGone?: boolean };

/** The place of the last row of a page: its rank in the order, then name and id. */
const cursorSchema = z.tuple([z.number(), z.string(), z.string()]);

/**
 * Lower comes first; what ties goes by name. An agent that was never heard is the longest silent of all. In seconds since
 * 1970, so that the cursor is a number.
 */
const ranks: Record<AgentSort, Prisma.Sql> = {
  name: Prisma.sql`0::float8`,
  // What runs counts before what waits.
  load: Prisma.sql`(-COALESCE(load."inFlight" * 1000000 + load.waiting, 0))::float8`,
  silence: Prisma.sql`COALESCE(extract(epoch FROM agent."lastHeartbeatAt"), 0)::float8`,
};

export async function readAgents(
  context: Pick<Context, 'db' | 'clock'>,
  input: Input,
): Promise<PageOf<Agent>> {
  const { db, clock } = context;
  const { limit, cursor, sort = 'name' } = input;
  const rank = ranks[sort];
  const order = Prisma.sql`(${rank}, agent.name COLLATE "C", agent."agentId" COLLATE "C")`;
  const after = cursor === undefined ? Prisma.sql`TRUE` : isAfter(order, cursor);
  const places = await db.$queryRaw<{ rank: number; name: string; agentId: string }[]>`
    SELECT ${rank} AS rank, agent.name, agent."agentId"
    FROM "Agent" AS agent
    LEFT JOIN (
      SELECT "agentId", count(*) FILTER (WHERE status <> ALL(${[...waitingStatuses]})) AS "inFlight",
        count(*) FILTER (WHERE status = ANY(${[...waitingStatuses]})) AS waiting
      FROM "Invocation"
      WHERE status <> ALL(${endedStatuses}) AND "goneAt" IS NULL GROUP BY "agentId"
    ) AS load ON load."agentId" = agent."agentId"
    WHERE ${agentWhere(input, clock.now())} AND ${after}
    ORDER BY ${order}
    LIMIT ${limit + 1}`;
  const page = places.slice(0, limit);
  const last = page.at(-1);
  const rows = await db.agent.findMany({
    where: { agentId: { in: page.map(({ agentId }) => agentId) } },
    omit: { raw: true },
  });
  const byId = new Map(rows.map((row) => [row.agentId, row]));
  return {
    data: await describeAgents(
      context,
      page.flatMap(({ agentId }) => byId.get(agentId) ?? []),
    ),
    nextCursor: places.length > limit && last ? JSON.stringify([last.rank, last.name, last.agentId]) : null,
  };
}

function isAfter(order: Prisma.Sql, cursor: string): Prisma.Sql {
  const [rank, name, agentId] = readCursor(cursor);
  return Prisma.sql`${order} > (${rank}::float8, ${name} COLLATE "C", ${agentId} COLLATE "C")`;
}

function readCursor(cursor: string): z.infer<typeof cursorSchema> {
  try {
    return cursorSchema.parse(JSON.parse(cursor));
  } catch (cause) {
    throw new AppError('invalid_input', 'cursor: is not one that this list gave', {
      details: { errors: [{ field: 'cursor', message: 'is not one that this list gave' }] },
      cause,
    });
  }
}
