import 'server-only';
import { readEnv } from '@/lib/env';
import { LiveHub } from '@/lib/live/server/live-hub';
import { logger } from '@/lib/observability/logger';
import { processSingleton } from '@/lib/process-singleton';

export function liveHub(): LiveHub {
  return processSingleton('live-hub', () => new LiveHub(readEnv().DATABASE_URL, logger()));
}
