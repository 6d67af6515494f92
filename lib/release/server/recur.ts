import 'server-only';
import { countOf } from '@/lib/containment/hold-words';
import type { Context } from '@/lib/context';
import type { Transaction } from '@/lib/db/client';
import { incidentRefOf } from '@/lib/incidents/incident-ref';
import { notify } from '@/lib/notify/server/notify';
import { changeRelease, type ReleaseRow } from '@/lib/release/server/find-release';
import { holdAgain } from '@/lib/release/server/hold-again';
import type { WatchedCallRow } from '@/lib/release/server/read-watched-calls';
import { endCauseFix } from '@/lib/release/server/withdraw-cause-fix';
import { watchText } from '@/lib/release/watch-rule';
import { appendEntry } from '@/lib/timeline/server/append-entry';

/**
 * It happens again: holds everything that the release has freed, says so in red, and takes back that the cause is fixed;
 * all in the caller's transaction, before XEM is asked.
 */
export async function recur(
  context: Context,
  tx: Transaction,
  release: ReleaseRow,
  call: WatchedCallRow | null,
): Promise<void> {
  const rule = watchText({ rule: release.rule, toolName: release.ruleToolName });
  const reason = `It happened again (${rule}): ${call?.toolName ?? 'a call'} ${call?.status ?? ''}`.trim();
  const { current, scopeIds } = await holdAgain(context, tx, release, reason);
  const now = context.clock.now();
  await changeRelease(tx, current, {
    state: 'held_again',
    endedAt: now,
    endReason: reason,
    ...(call && { recurrence: { ...call, startedAt: call.startedAt?.toISOString() ?? null } }),
  });
  await appendEntry(context, tx, {
    incidentId: current.incidentId,
    kind: 'release_recurred',
    source: 'containment',
    sourceId: `release:${current.id}:recurred`,
    happenedAt: call?.startedAt ?? now,
    text: `${countOf(scopeIds.length, 'agent')} held again`,
    data: {
      releaseId: current.id,
      rule: current.rule,
      scopeIds,
      ...(call && {
        executionId: call.executionId,
        agentId: call.agentId,
        workspaceId: call.workspaceId,
        toolName: call.toolName,
        risk: call.risk,
        status: call.status,
      }),
    },
  });
  await notify(context, tx, {
    kind: 'recurrence',
    severity: 'red',
    text: `${incidentRefOf(current.incident.number)}: it happened again after the release, ${countOf(scopeIds.length, 'agent')} held again`,
    incidentId: current.incidentId,
    ...(call && { subject: { kind: 'execution', id: call.executionId } }),
  });
  await endCauseFix(context, tx, current.incidentId, reason);
}
