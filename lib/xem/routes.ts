import { isAppError } from '@/lib/errors';
import { unsupported } from '@/lib/xem/failures';
import type { Contract } from '@/lib/xem/wire/contract';
import type { OperationName, Route } from '@/lib/xem/wire/operation-table';

/** Carries a call out by the route that this router has, where the table knows several. */
export type TryRoutes = <Result>(
  operation: OperationName,
  attempt: (route: Route) => Promise<Result>,
) => Promise<Result>;

/**
 * A 404 or 405 was no change, so that the next route may be tried even for a write. What worked goes first
 * from then on, but never alone: an update of the router must not lock anybody out.
 */
export function routeFinder(contract: Contract): TryRoutes {
  const proven = new Map<OperationName, Route>();
  return async (operation, attempt) => {
    const { method, path, or = [], isMissing } = contract.operations[operation];
    if (isMissing) throw unsupported(operation, 'This router does not offer it.');
    const known = proven.get(operation);
    const routes = [{ method, path }, ...or];
    const inTurn = known === undefined ? routes : [known, ...routes.filter((route) => !isSame(route, known))];
    let refusal: unknown;
    for (const route of inTurn) {
      try {
        const result = await attempt(route);
        if (routes.length > 1) proven.set(operation, route);
        return result;
      } catch (error) {
        if (!isUnknownRoute(error)) throw error;
        // That the thing doesn't exist says more than that the method isn't allowed.
        if (refusal === undefined || !isAppError(refusal, 'not_found')) refusal = error;
      }
    }
    throw refusal;
  };
}

function isSame(one: Route, other: Route): boolean {
  return one.method === other.method && one.path === other.path;
}

function isUnknownRoute(error: unknown): boolean {
  if (!isAppError(error) || error.code === 'xem_unexpected_answer') return false;
  return error.details.httpStatus === 404 || error.details.httpStatus === 405;
}
