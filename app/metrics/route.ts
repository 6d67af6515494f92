import { systemClock } from '@/lib/clock';
import { database } from '@/lib/context';
import { liveHub } from '@/lib/live/server/hub';
import { logger } from '@/lib/observability/logger';
import { exposition } from '@/lib/operations/exposition';
import { readMetrics } from '@/lib/operations/server/read-metrics';
import { readProcessMetrics } from '@/lib/operations/server/read-process-metrics';
import { version } from '@/package.json';

export const dynamic = 'force-dynamic';

export async function GET(): Promise<Response> {
  const stored = await readMetrics({ db: database(), clock: systemClock, logger: logger() });
  const text = exposition([
    {
      name: 'holdfast_build_info',
      help: 'Which release runs',
      type: 'gauge',
      samples: [{ labels: { version }, value: 1 }],
    },
    ...stored,
    {
      name: 'holdfast_live_listeners',
      help: 'Browsers that this process keeps up to date',
      type: 'gauge',
      samples: [{ value: liveHub().listenerCount }],
    },
    ...readProcessMetrics(),
  ]);
  return new Response(text, {
    headers: { 'Content-Type': 'text/plain; version=0.0.4; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
