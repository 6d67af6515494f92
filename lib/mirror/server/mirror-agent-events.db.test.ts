import { beforeEach, expect, test } from 'vitest';
import { manualClock } from '@/lib/clock';
import { AppError } from '@/lib/errors';
import { pollSource } from '@/lib/mirror/server/poll-source';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext, unreachableXem } from '@/lib/testing/test-context';
import type { PageRequest, Xem, XemAgentEvent } from '@/lib/xem/xem';

const db = await connectTestDatabase();
const clock = manualClock(new Date());

beforeEach(async () => {
  await db.agentEvent.deleteMany();
  await db.agent.deleteMany();
  await db.sourceFreshness.deleteMany();
});

async function arrangeAgents(count: number): Promise<string[]> {
  const agentIds = Array.from({ length: count }, (_, index) => `agt_${String(index).padStart(4, '0')}`);
  const now = clock.now();
  await db.agent.createMany({
    data: agentIds.map((agentId) => ({
      agentId,
      name: agentId,
      status: 'active',
      raw: {},
      firstSeenAt: now,
      observedAt: now,
    })),
  });
  return agentIds;
}

/** A router whose agents have `count` events each, newest first; `refuse` fails a request. */
function routerWith(count: number, refuse: (agentId: string, page: PageRequest) => boolean) {
  const asked: string[] = [];
  const listAgentEvents: Xem['listAgentEvents'] = async (agentId, page = {}) => {
    asked.push(agentId);
    if (refuse(agentId, page)) throw new AppError('xem_unreachable', 'the connection was reset');
    const begin = page.after === undefined ? 0 : Number(page.after) + 1;
    const events: XemAgentEvent[] = Array.from({ length: count }, (_, index) => ({
      eventId: `${agentId}_${count - index}`,
      agentId,
      type: 'lease_renewed',
      occurredAt: new Date(clock.now().getTime() - index * 1_000),
      detail: null,
      raw: {},
    }));
    const items = events.slice(begin, begin + (page.limit ?? 20));
    const last = begin + items.length - 1;
    return { items, nextAfter: last < count - 1 ? String(last) : null };
  };
  return { asked, context: testContext(db, { xem: { ...unreachableXem, listAgentEvents }, clock }) };
}

test('a reading that fails half way leaves no gap that later ones look over', async () => {
  const [agentId = ''] = await arrangeAgents(1);
  const few = routerWith(5, () => false);
  await pollSource(few.context, 'agent_events');
  expect(await db.agentEvent.count({ where: { agentId } })).toBe(5);

  const cutOff = routerWith(150, (_, { after }) => after !== undefined);
  await pollSource(cutOff.context, 'agent_events');
  const row = await db.sourceFreshness.findUniqueOrThrow({ where: { source: 'agent_events' } });
  expect(row.errorCode).toBe('xem_unreachable');

  await pollSource(routerWith(150, () => false).context, 'agent_events');
  expect(await db.agentEvent.count({ where: { agentId } })).toBe(150);
});

test('a large fleet takes turns until everybody was asked, also past an agent that fails', async () => {
  const agentIds = await arrangeAgents(120);
  const { asked, context } = routerWith(1, (agentId) => agentId === 'agt_0003');
  for (let turn = 0; turn < 3; turn += 1) await pollSource(context, 'agent_events');
  expect(new Set(asked)).toEqual(new Set(agentIds));
  expect(await db.agentEvent.count()).toBe(119);
});

test('agents that an open incident is about are asked every time', async () => {
  const agentIds = await arrangeAgents(120);
  const { asked, context } = routerWith(1, () => false);
  const incident = await arrangeIncident(context);
  await db.incidentSubject.create({
    data: {
      incidentId: incident.id,
      kind: 'agent',
      subjectId: agentIds[110] ?? '',
      attachedById: context.actor.actorId,
      attachedByName: context.actor.name,
      attachedAt: clock.now(),
    },
  });
  for (let turn = 0; turn < 2; turn += 1) await pollSource(context, 'agent_events');
  expect(asked.filter((agentId) => agentId === agentIds[110])).toHaveLength(2);
});
