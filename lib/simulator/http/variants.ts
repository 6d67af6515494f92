import { type Rules, usualRules } from '@/lib/simulator/world/rules';
import type { OperationName, Scope } from '@/lib/xem/wire/operation-table';

/**
 * What the public documentation leaves open, as a router may have settled it: the alternatives of the
 * assumption register. The usual ones are those that the contract assumes.
 */
export type Variants = Rules & {
  /** Beside an offset stands how many rows there are, unless it stands alone: then only an empty page shows the end. */
  lists: 'object' | 'array' | 'named' | 'items' | 'cursor' | 'offset' | 'offset-alone';
  /** Whether a page has ten rows at most, however many were asked for. */
  clamps: boolean;
  /** Ids of other objects beside their kind, or inside an object of their own. */
  references: 'flat' | 'nested';
  /** */
  times: 'iso' | 'seconds' | 'milliseconds';
  /** Operations under the other route that the table knows. */
  otherRoutes: readonly OperationName[];
  /** Operations that don't exist here. */
  missing: readonly OperationName[];
  /** what a pause may call its workspace by; a key of another alternative is one that isn't known. */
  pauseNames: 'either' | 'id' | 'name' | 'query';
  /** What a pause does with a key that it doesn't know. */
  unknownKeys: 'ignored' | 'refused';
  /** */
  decidedTwice: 409 | 400 | 422;
  /** of an invocation, an execution, an approval or an agent that doesn't exist. */
  unknownId: 404 | 400 | 422;
  /** what pausing and resuming hang on. */
  pauseScope: Scope;
  /** Whether an agent shows that it is paused. */
  showsPause: boolean;
  /** */
  signature: 'hex' | 'sha256=';
  /** whether the key is the secret's text, or the bytes that it spells in hex. */
  signatureKey: 'text' | 'decoded';
  /** Whether events come late, out of order and twice, as is documented, or each once and in order. */
  deliveries: 'messy' | 'tidy';
  /** 2.7: one page shows ids such as `agt_xem_fleet_01`, another UUIDs. */
  agentIds: 'prefixed' | 'uuid';
  /** 2.7: what an agent calls the workspaces in its manifest and its pauses. */
  workspacesBy: 'id' | 'name';
  /** what becomes of an invocation whose workspace is paused on an agent that would take it. */
  pausedInvoke: 'elsewhere' | 'queue' | '409' | '503';
  /** whether an invocation started again under the same `Idempotency-Key` is the first one. */
  idempotencyKeys: boolean;
  /** Whether list and detail carry the beginning of an output, or all of it however long. */
  inlineOutput: 'beginning' | 'whole';
  /** whether an export line is the record, or has a column of its own for each argument. */
  exportLines: 'record' | 'columns';
};

export const usualVariants: Variants = {
  ...usualRules,
  lists: 'object',
  clamps: false,
  references: 'flat',
  times: 'iso',
  otherRoutes: [],
  missing: [],
  pauseNames: 'either',
  unknownKeys: 'ignored',
  decidedTwice: 409,
  unknownId: 404,
  pauseScope: 'management',
  showsPause: true,
  signature: 'hex',
  signatureKey: 'text',
  deliveries: 'messy',
  agentIds: 'prefixed',
  workspacesBy: 'id',
  pausedInvoke: 'elsewhere',
  idempotencyKeys: false,
  inlineOutput: 'beginning',
  exportLines: 'record',
};

export function rulesIn({ executionIds, ids, onTimeout, leaseMisses, wholeResume }: Variants): Rules {
  return { executionIds, ids, onTimeout, leaseMisses, wholeResume };
}
