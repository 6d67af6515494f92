import 'server-only';

/** What PostgreSQL said was wrong, as its five-letter SQLSTATE; null where the error is not PostgreSQL's. */
export function sqlStateOf(error: unknown): string | null {
  for (let cause: unknown = error; typeof cause === 'object' && cause !== null; ) {
    if ('originalCode' in cause && typeof cause.originalCode === 'string') return cause.originalCode;
    const inner =
      'meta' in cause ? cause.meta : 'driverAdapterError' in cause ? cause.driverAdapterError : null;
    const found = inner === null ? null : sqlStateOf(inner);
    if (found !== null) return found;
    cause = 'cause' in cause ? cause.cause : null;
  }
  return null;
}
