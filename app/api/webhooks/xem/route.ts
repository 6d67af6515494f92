import { systemClock } from '@/lib/clock';
import { database } from '@/lib/context';
import { readEnv } from '@/lib/env';
import { problemResponse } from '@/lib/http/problem-response';
import { logger } from '@/lib/observability/logger';
import { processSingleton } from '@/lib/process-singleton';
import { createIntake } from '@/lib/webhooks/server/intake';
import { receiveWebhook } from '@/lib/webhooks/server/receive-webhook';

/** XEM's way in. The signature stands for session and origin, so neither is asked for. */
export async function POST(request: Request): Promise<Response> {
  const requestId = crypto.randomUUID();
  try {
    const { eventId, isRepeat } = await receiveWebhook(intake(), request);
    return Response.json(
      { event_id: eventId, repeated: isRepeat },
      { headers: { 'Cache-Control': 'no-store', 'X-Request-ID': requestId } },
    );
  } catch (error) {
    return problemResponse(error, requestId, request);
  }
}

function intake() {
  return processSingleton('webhook_intake', () =>
    createIntake({ db: database(), clock: systemClock, logger: logger() }, readEnv()),
  );
}
