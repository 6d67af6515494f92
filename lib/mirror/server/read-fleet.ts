import 'server-only';
import { z } from 'zod';
import { isAppError } from '@/lib/errors';
import { instant } from '@/lib/http/endpoint';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { PollContext } from '@/lib/mirror/server/list-source';
import { isStorableId } from '@/lib/mirror/storable';
import { readAllPages } from '@/lib/xem/read-all-pages';
import type { XemAgent } from '@/lib/xem/xem';

const cursorSchema = z.object({ detailsAddNothingSince: instant });

/** A router whose records say no more than its list is asked for records again after this long, in ms. */
const trustedForMs = 5 * 60_000;
const inParallelCount = 6;

export type Fleet = {
  agents: XemAgent[];
  /** As the list has them, since their records can't be read now: what is known of them says more. */
  unread: XemAgent[];
  isComplete: boolean;
};

/**
 * All agents with all their fields: the list, and each record on its own where the list leaves fields out. Throws where
 * the list, or not one record, can be read.
 */
export async function readFleet(context: PollContext): Promise<Fleet> {
  const { db, xem, clock } = context;
  const { items, isComplete } = await readAllPages((page) => xem.listAgents(page));
  const listed = items.filter(({ agentId }) => isStorableId(agentId));
  const asListed = { agents: listed, unread: [], isComplete };
  if (!listed.some(lacksFields)) return asListed;

  const row = await db.sourceFreshness.findUnique({ where: { source: 'agents' }, select: { cursor: true } });
  const cursor = cursorSchema.safeParse(row?.cursor);
  const since = cursor.success ? Date.parse(cursor.data.detailsAddNothingSince) : 0;
  if (clock.now().getTime() - since < trustedForMs) return asListed;

  const failures: unknown[] = [];
  const read = await inParallel(listed, inParallelCount, async (agent) => {
    try {
      return lacksFields(agent) ? await withDetail(context, agent) : agent;
    } catch (error) {
      // Whoever asks for less is asked no more questions.
      if (isAppError(error, 'xem_rate_limited')) throw error;
      failures.push(error);
      return null;
    }
  });
  const agents = read.filter((agent) => agent !== null);
  if (failures.length > 0 && agents.length === 0) throw failures[0];
  if (failures.length > 0) {
    context.logger.warn(
      { failureCount: failures.length, err: failures[0] },
      'records of agents cannot be read',
    );
  }
  const unread = listed.filter((_, index) => read[index] === null);
  const addsNothing = read.every((agent, index) => agent !== null && sameFields(agent, listed[index]));
  if (addsNothing) {
    await db.sourceFreshness.updateMany({
      where: { source: 'agents' },
      data: { cursor: { detailsAddNothingSince: clock.now().toISOString() } },
    });
  }
  return { agents, unread, isComplete };
}

const lacksFields = ({ isPaused, pausedWorkspaces, inFlight, workspaces, tools }: XemAgent): boolean =>
  isPaused === null ||
  pausedWorkspaces === null ||
  inFlight === null ||
  workspaces.length === 0 ||
  tools.length === 0;

async function withDetail({ xem }: PollContext, listed: XemAgent): Promise<XemAgent> {
  try {
    const shown = await xem.showAgent(listed.agentId);
    return {
      ...shown,
      region: shown.region ?? listed.region,
      lastHeartbeatAt: shown.lastHeartbeatAt ?? listed.lastHeartbeatAt,
      leaseExpiresAt: shown.leaseExpiresAt ?? listed.leaseExpiresAt,
      manifestVersion: shown.manifestVersion ?? listed.manifestVersion,
      workspaces: shown.workspaces.length > 0 ? shown.workspaces : listed.workspaces,
      tools: shown.tools.length > 0 ? shown.tools : listed.tools,
      isPaused: shown.isPaused ?? listed.isPaused,
      pausedWorkspaces: shown.pausedWorkspaces ?? listed.pausedWorkspaces,
      inFlight: shown.inFlight ?? listed.inFlight,
    };
  } catch (error) {
    // Deleted between the list and the look.
    if (isAppError(error, 'not_found')) return listed;
    throw error;
  }
}

function sameFields(agent: XemAgent, listed: XemAgent | undefined): boolean {
  return (
    listed !== undefined &&
    JSON.stringify({ ...agent, raw: null }) === JSON.stringify({ ...listed, raw: null })
  );
}
