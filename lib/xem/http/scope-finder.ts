import { isAppError } from '@/lib/errors';
import type { XemKeys } from '@/lib/xem/http/keys';
import type { Contract } from '@/lib/xem/wire/contract';
import { type OperationName, type Scope, scopes } from '@/lib/xem/wire/operation-table';

export type TryScopes = <Result>(
  operation: OperationName,
  attempt: (scope: Scope) => Promise<Result>,
) => Promise<Result>;

/**
 * An operation may hang on another scope than assumed. XEM names it when it refuses, and where there
 * is another key for that one, it is used. A refusal changed nothing, so that this holds for writes too.
 */
export function scopeFinder(contract: Contract, keys: XemKeys): TryScopes {
  const proven = new Map<OperationName, Scope>();
  return async (operation, attempt) => {
    const scope = proven.get(operation) ?? contract.surfaces[contract.operations[operation].surface].scope;
    try {
      return await attempt(scope);
    } catch (error) {
      const named = isAppError(error, 'xem_scope_insufficient') ? error.details.scope : undefined;
      const other = scopes.find((it) => it === named);
      if (other === undefined || !keys[other] || keys[other] === keys[scope]) throw error;
      const result = await attempt(other);
      proven.set(operation, other);
      return result;
    }
  };
}
