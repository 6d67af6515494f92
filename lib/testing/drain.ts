import type { Drain, DrainScope } from '@/lib/containment/drain';

/** The board of one stop that XEM has not followed yet, with the sums of the places it is given. */
export function buildDrain(changes: Partial<Drain> = {}): Drain {
  const { scopes = [] } = changes;
  return {
    asOf: '2026-11-22T14:08:20.000Z',
    inFlightCount: sum(scopes, 'inFlightCount'),
    queuedCount: sum(scopes, 'queuedCount'),
    waitingCount: sum(scopes, 'waitingCount'),
    pastTimeoutCount: sum(scopes, 'pastTimeoutCount'),
    scopeCount: Math.max(1, scopes.length),
    stoppedCount: 0,
    busyScopeCount: scopes.length,
    isProven: false,
    scopes,
    ...changes,
  };
}

type Count = 'inFlightCount' | 'queuedCount' | 'waitingCount' | 'pastTimeoutCount';

const sum = (scopes: DrainScope[], count: Count): number =>
  scopes.reduce((total, scope) => total + scope[count], 0);
