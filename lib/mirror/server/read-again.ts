import 'server-only';
import type { Transaction } from '@/lib/db/client';
import { isAppError } from '@/lib/errors';
import type { Change } from '@/lib/live/change';
import { announce } from '@/lib/live/server/announce';
import { inParallel } from '@/lib/mirror/in-parallel';
import type { ListSource, PollContext } from '@/lib/mirror/server/list-source';
import { makePartitions } from '@/lib/mirror/server/make-partitions';
import { readWorkspaceResolver } from '@/lib/mirror/server/read-workspace-resolver';
import { storeApprovals } from '@/lib/mirror/server/store-approvals';
import { storeExecutions } from '@/lib/mirror/server/store-executions';
import { storeInvocations } from '@/lib/mirror/server/store-invocations';
import { storableInstant } from '@/lib/mirror/storable';
import type { XemExecution } from '@/lib/xem/xem';

export type ReadableSource = 'executions' | 'invocations' | 'approvals';

export type ReadAgain =
  | { outcome: 'changed' | 'unchanged'; executionId: string | null }
  | { outcome: 'unknown' }
  | { outcome: 'failed'; reason: string; retryAfterMs: number | null };

const inParallelCount = 6;

/**
 * Looks at objects by their ids, now, and stores what it finds as a poll would: an older observation never replaces a
 * newer one. A failure of XEM is an outcome, and once it cannot be reached nothing more is asked.
 */
export async function readAgain(
  context: PollContext,
  source: ReadableSource,
  ids: readonly string[],
): Promise<Map<string, ReadAgain>> {
  const results = new Map<string, ReadAgain>();
  if (ids.length === 0) return results;
  const read = readers(context)[source];
  let outage: ReadAgain | null = null;
  const found: Found[] = [];
  await inParallel(ids, inParallelCount, async (id) => {
    if (outage !== null) {
      results.set(id, outage);
      return;
    }
    try {
      // Before the question, so that an answer that takes long is not taken for the newer one.
      const observedAt = context.clock.now();
      found.push({ ...(await read(id)), id, observedAt });
    } catch (error) {
      const result = failureOf(error);
      results.set(id, result);
      if (result.outcome === 'failed' && isOutage(error)) outage = result;
    }
  });
  for (const [id, result] of await storeFound(context, source, found)) results.set(id, result);
  return results;
}

type Store = (tx: Transaction, how: Parameters<ListSource<never>['store']>[2]) => Promise<number>;
type Answer = { store: Store; executionId: string | null; begunAt: Date | null };
type Found = Answer & { id: string; observedAt: Date };

function readers({ xem }: PollContext): Record<ReadableSource, (id: string) => Promise<Answer>> {
  return {
    executions: async (id) => {
      const item = await xem.showExecution(id);
      const { executionId } = item;
      return { store: (tx, how) => storeExecutions(tx, [item], how), executionId, begunAt: begunAt(item) };
    },
    invocations: async (id) => {
      const item = await xem.showInvocation(id);
      const { executionId } = item;
      return { store: (tx, how) => storeInvocations(tx, [item], how), executionId, begunAt: null };
    },
    approvals: async (id) => {
      const item = await xem.showApproval(id);
      return { store: (tx, how) => storeApprovals(tx, [item], how), executionId: null, begunAt: null };
    },
  };
}

const begunAt = ({ startedAt, completedAt }: XemExecution): Date | null =>
  storableInstant(startedAt ?? completedAt);

const changes: Record<ReadableSource, Change['changed']> = {
  executions: 'executions',
  // What is in flight and what waits is shown with the agents.
  invocations: 'agents',
  approvals: 'approvals',
};

async function storeFound(
  context: PollContext,
  source: ReadableSource,
  found: Found[],
): Promise<[string, ReadAgain][]> {
  if (found.length === 0) return [];
  const { db } = context;
  if (source === 'executions')
    await makePartitions(
      context,
      found.flatMap((it) => it.begunAt ?? []),
    );
  const workspaceIdOf = await readWorkspaceResolver(db);
  return db.$transaction(async (tx) => {
    const stored: [string, ReadAgain][] = [];
    for (const { id, store, executionId, observedAt } of found.toSorted(byId)) {
      const written = await store(tx, { observedAt, workspaceIdOf });
      stored.push([id, { outcome: written > 0 ? 'changed' : 'unchanged', executionId }]);
    }
    if (stored.some(([, { outcome }]) => outcome === 'changed')) {
      await announce(tx, { incident: null, changed: changes[source] });
    }
    return stored;
  });
}

/** The order in which `upsertRows` locks rows. */
const byId = (one: Found, other: Found): number => (one.id < other.id ? -1 : 1);

function failureOf(error: unknown): ReadAgain {
  if (isAppError(error, 'not_found')) return { outcome: 'unknown' };
  if (!isAppError(error)) throw error;
  const { retryAfterMs } = error.details;
  return {
    outcome: 'failed',
    reason: error.userMessage,
    retryAfterMs: typeof retryAfterMs === 'number' ? retryAfterMs : null,
  };
}

/** Of everything behind this surface, not of one object. */
const isOutage = (error: unknown): boolean =>
  isAppError(error, 'xem_unreachable') ||
  isAppError(error, 'xem_rate_limited') ||
  isAppError(error, 'xem_scope_insufficient');
