import { expect, it } from 'vitest';
import { manualClock } from '@/lib/clock';
import { readActions } from '@/lib/postmortem/server/read-actions';
import { arrangeIncident } from '@/lib/testing/arrange-incident';
import { connectTestDatabase } from '@/lib/testing/connect-test-database';
import { testContext } from '@/lib/testing/test-context';
import { appendEntry } from '@/lib/timeline/server/append-entry';
import type { EntryKind } from '@/lib/timeline/timeline-entry';

const db = await connectTestDatabase();
const clock = manualClock(new Date('2026-11-22T14:00:00Z'));
const context = testContext(db, { role: 'commander', clock });

it('a hold stands with its receipt, as the log corrected it last', async () => {
  const { id: incidentId } = await arrangeIncident(context);
  const placed = { placedById: 'x', placedByName: 'Cleo', placedAt: clock.now() };
  const hold = { incidentId, rung: 'agent' as const, agentId: 'agt_1', reason: 'deletes without approval' };
  const { id: holdId } = await db.hold.create({ data: { ...hold, ...placed } });
  const [before] = await readActions(db, incidentId, [], []);
  expect(before).toMatchObject({ what: 'Held agent agt_1', outcome: null });

  for (const [durationMs, landedAfterCount] of [
    [4_000, 0],
    [31_400, 1],
  ]) {
    const data = { holdId, durationMs, inFlightAtStopCount: 3, landedAfterCount, startedAfterCount: 0 };
    await db.$transaction((tx) =>
      appendEntry(context, tx, { incidentId, kind: 'stop_contained', source: 'containment', data }),
    );
  }
  const [action] = await readActions(db, incidentId, [], []);
  expect(action?.outcome).toBe(
    'contained after 31 s; 3 in flight at the stop, 1 landed and 0 started after it',
  );
});

it('what was released, withdrawn, overridden or cancelled stands once, with who and why', async () => {
  const { id: incidentId } = await arrangeIncident(context);
  const { id: holdId } = await db.hold.create({
    data: {
      incidentId,
      rung: 'workspace',
      workspaceId: 'ws_lab',
      reason: 'deletes without approval',
      placedById: 'x',
      placedByName: 'Cleo',
      placedAt: clock.now(),
      releasedAt: clock.now(),
      releasedById: 'x',
      releasedByName: 'Cleo',
      releaseReason: 'template fixed',
    },
  });
  const call = { toolName: 'server_delete', executionId: 'exe_1', agentId: 'agt_1' };
  const entries: [EntryKind, string, Record<string, unknown>][] = [
    ['hold_withdrawn', 'the wrong workspace', { holdId, targets: [{ agentId: 'agt_1' }] }],
    ['lock_overridden', 'the restore has to run', { ...call, approvalId: 'apr_1' }],
    ['call_cancelled', 'runs for an hour', { ...call, outcome: 'cancelled' }],
    ['release_asked', 'template fixed (3 agents in 2 stages)', { holdId }],
    ['release_confirmed', 'Ada agrees to what Cleo asked', {}],
    ['hold_released', 'template fixed', { holdId, isWhole: false, scopes: [{}], stage: 1, stageCount: 2 }],
    ['release_steered', 'Release paused: it looks odd', {}],
    ['release_recurred', '1 agent held again', call],
    ['release_declined', 'not deployed', {}],
    ['release_forced', 'nobody answers', {}],
    ['hold_released', 'template fixed', { holdId, isWhole: true, scopes: [{}, {}] }],
    ['hold_released', 'one cause', { holdId, isWhole: true, handedOverTo: 'INC-9', scopes: [{}] }],
  ];
  for (const [kind, text, data] of entries) {
    clock.advance(1_000);
    const source = 'containment' as const;
    await db.$transaction((tx) => appendEntry(context, tx, { incidentId, kind, source, text, data }));
  }
  const actions = await readActions(db, incidentId, [], []);
  expect(actions.map(({ what, why, outcome }) => [what, why, outcome])).toEqual([
    [
      'Held every agent of workspace ws_lab',
      'deletes without approval',
      'ended before it was seen contained',
    ],
    ['Rest of a stop cancelled: 1 agent not yet asked', 'the wrong workspace', null],
    ['Lock overridden for the approval of server_delete', 'the restore has to run', null],
    [expect.stringMatching(/^Cancel: .* server_delete exe_1$/), 'runs for an hour', null],
    ['Release asked for', 'template fixed (3 agents in 2 stages)', null],
    ['Second person agreed to the release', 'Ada agrees to what Cleo asked', null],
    [
      'Released 1 agent from the hold on every agent of workspace ws_lab, stage 1 of 2',
      'template fixed',
      null,
    ],
    ['Release paused: it looks odd', null, null],
    ['It happened again: exe_1 server_delete by agt_1', '1 agent held again', null],
    ['Release declined', 'not deployed', null],
    ['Released without a second person', 'nobody answers', null],
    ['Released every agent of workspace ws_lab', 'template fixed', null],
    ['Handed every agent of workspace ws_lab over to INC-9', 'one cause', null],
  ]);
  expect(actions.every(({ actorName }) => actorName !== '')).toBe(true);
});
