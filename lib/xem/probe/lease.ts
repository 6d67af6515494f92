import { type Asked, isAnswer } from '@/lib/xem/probe/asked';
import { fieldIn, firstRow, recordIn } from '@/lib/xem/probe/rows';
import type { Contract } from '@/lib/xem/wire/contract';
import type { JsonObject } from '@/lib/xem/wire/fields';
import type { OperationName } from '@/lib/xem/wire/operation-table';
import { parseInstant } from '@/lib/xem/wire/values';

/** An agent as the router shows it, in as much detail as it does. */
export function agentIn(asked: readonly Asked[], contract: Contract): JsonObject | null {
  const bodyOf = (operation: OperationName) =>
    asked.find((it) => it.operation === operation && isAnswer(it))?.body;
  return recordIn('agent', bodyOf('showAgent')) ?? firstRow(contract, 'agent', bodyOf('listAgents'));
}

/** How long a lease lasts from its last renewal; null where the agent doesn't show both ends. */
export function leaseSeconds(contract: Contract, agent: JsonObject | null): number | null {
  const at = (field: string): Date | null => {
    const value = agent === null ? null : fieldIn(contract, 'agent', field, agent);
    return typeof value === 'string' || typeof value === 'number' ? parseInstant(value) : null;
  };
  const [renewedAt, expiresAt] = [at('last_heartbeat_at'), at('lease_expires_at')];
  if (renewedAt === null || expiresAt === null) return null;
  return Math.round((expiresAt.getTime() - renewedAt.getTime()) / 1000);
}
