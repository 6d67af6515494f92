import { systemClock } from '@/lib/clock';
import { database } from '@/lib/context';
import { logger } from '@/lib/observability/logger';
import { readReadiness } from '@/lib/operations/server/read-readiness';

export const dynamic = 'force-dynamic';

/** 503 tells a load balancer to send people elsewhere. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness({ db: database(), clock: systemClock, logger: logger() });
  const { isReady, missingMigrations, sources, backfill, ...rest } = readiness;
  const body = {
    status: isReady ? 'ready' : 'not_ready',
    ...rest,
    missing_migrations: missingMigrations,
    sources: sources.map(({ source, state, ageMs, errorCode, isCatchingUp, missingMs }) => ({
      source,
      state,
      age_ms: ageMs,
      error_code: errorCode,
      is_catching_up: isCatchingUp,
      missing_ms: missingMs,
    })),
    backfill: backfill && {
      state: backfill.state,
      since: backfill.since,
      rows_read: backfill.rowsRead,
      oldest_reached_at: backfill.oldestReachedAt,
      waiting_for: backfill.waitingFor,
    },
  };
  return Response.json(body, { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
