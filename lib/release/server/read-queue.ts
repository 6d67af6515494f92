import 'server-only';
import { isInScope, type ScopeRef } from '@/lib/containment/agent-scope';
import type { OpenCall } from '@/lib/containment/open-call';
import { readOpenCalls } from '@/lib/containment/server/read-open-calls';
import { readUntakenOf } from '@/lib/containment/server/read-untaken-of';
import { isUntakenIn } from '@/lib/containment/untaken';
import type { Transaction } from '@/lib/db/client';
import type { Hold } from '@/lib/db/generated/client';

export const callIdOf = ({
  invocationId,
  executionId,
}: Pick<OpenCall, 'invocationId' | 'executionId'>): string => invocationId ?? executionId ?? '';

/**
 * The calls that start by themselves once these scopes are free, oldest first. Work that no agent has yet goes to the
 * first agent of its workspace that is free, so that one of them is enough to set it free.
 */
export async function readQueue(
  db: Transaction,
  hold: Pick<Hold, 'rung' | 'agentId' | 'workspaceId'>,
  scopes: ScopeRef[],
  now: Date,
): Promise<OpenCall[]> {
  if (scopes.length === 0) return [];
  const agentIds = [...new Set(scopes.map(({ agentId }) => agentId))];
  const untaken = await readUntakenOf(db, hold);
  const calls = await readOpenCalls(db, { agentIds, untaken }, now);
  return calls
    .filter(({ stage }) => stage === 'queued')
    .filter((call) => isUntakenIn(untaken, call) || scopes.some((scope) => isInScope(scope, call)))
    .sort((one, other) => (one.since ?? '').localeCompare(other.since ?? ''));
}
