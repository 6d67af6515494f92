import { systemClock } from '@/lib/clock';
import { database } from '@/lib/context';
import { logger } from '@/lib/observability/logger';
import { readReadiness } from '@/lib/operations/server/read-readiness';

export const dynamic = 'force-dynamic';

/** 503 tells a load balancer to send people elsewhere. */
export async function GET(): Promise<Response> {
  const readiness = await readReadiness({ db: database(), clock: systemClock, logger: logger() });
  const { isReady, missingMigrations, sources, ...rest } = readiness;
  const body = {
    status: isReady ? 'ready' : 'not_ready',
    ...rest,
    missing_migrations: missingMigrations,
    sources: sources.map(({ source, state, ageMs, errorCode }) => ({
      source,
      state,
      age_ms: ageMs,
      error_code: errorCode,
    })),
  };
  return Response.json(body, { status: isReady ? 200 : 503, headers: { 'Cache-Control': 'no-store' } });
}
