import { beforeEach, describe, expect, it } from 'vitest';
import { replaceServing } from '@/lib/mirror/server/replace-serving';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';

const db = await connectTestDatabase();
const observedAt = new Date('2026-11-22T14:00:00Z');

type Pair = { workspaceId: string; agentId: string };
const pairsOf = (workspaceId: string, count: number): Pair[] =>
  Array.from({ length: count }, (_, index) => ({ workspaceId, agentId: `agt_${index}` }));

const replace = (pairs: Pair[], isComplete: (workspaceId: string) => boolean = () => true) =>
  db.$transaction((tx) => replaceServing(tx, { source: 'manifest', pairs, observedAt, isComplete }));

beforeEach(async () => {
  await db.workspaceAgent.deleteMany();
});

describe('what one source says of who serves a workspace', () => {
  it('comes and goes, however many change at once', async () => {
    const other = { workspaceId: 'ws_1', agentId: 'agt_7', source: 'binding', observedAt } as const;
    await db.workspaceAgent.create({ data: other });
    const stays = pairsOf('ws_2', 10);
    expect(await replace([...pairsOf('ws_1', 20_000), ...stays])).toBe(20_010);
    expect(await replace(stays)).toBe(20_000);
    expect(await db.workspaceAgent.count({ where: { source: 'manifest' } })).toBe(10);
    expect(await db.workspaceAgent.findMany({ where: { source: 'binding' } })).toEqual([other]);
    expect(await replace(stays)).toBe(0);
  });

  it('takes nothing from a workspace that is not known whole', async () => {
    await replace([...pairsOf('ws_1', 3), ...pairsOf('ws_2', 3)]);
    await replace([{ workspaceId: 'ws_1', agentId: 'agt_new' }], (workspaceId) => workspaceId === 'ws_2');
    const rows = await db.workspaceAgent.findMany({ orderBy: { agentId: 'asc' } });
    expect(rows.map(({ workspaceId, agentId }) => `${workspaceId} ${agentId}`)).toEqual([
      'ws_1 agt_0',
      'ws_1 agt_1',
      'ws_1 agt_2',
      'ws_1 agt_new',
    ]);
  });
});
