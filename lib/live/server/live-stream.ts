import 'server-only';
import type { HubMessage, LiveHub } from '@/lib/live/server/live-hub';

/** Proxies close silent connections after 30 s or more; this keeps them open. */
const heartbeatMs = 15_000;

/** A reader that lets this many messages pile up is dropped; its browser reconnects and reads again. */
const pendingLimit = 256;

/** The stream of one browser. Owns heartbeat, resume after `Last-Event-ID`, and cleanup when the reader leaves. */
export function liveStream(hub: LiveHub, request: Request): Response {
  const encoder = new TextEncoder();
  let stop = (): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        let isOpen = true;
        stop = () => {
          if (!isOpen) return;
          isOpen = false;
          unsubscribe();
          clearInterval(heartbeat);
        };
        const drop = (): void => {
          stop();
          controller.close();
        };
        const send = (text: string): void => {
          if (!isOpen) return;
          if ((controller.desiredSize ?? 0) <= -pendingLimit) drop();
          else controller.enqueue(encoder.encode(text));
        };
        const unsubscribe = hub.subscribe((message) => send(format(message)));
        const heartbeat = setInterval(() => send(': still here\n\n'), heartbeatMs);
        request.signal.addEventListener('abort', drop, { once: true });
        send('retry: 1000\n\n');
        for (const message of missed(hub, request.headers.get('last-event-id'))) send(format(message));
      },
      cancel: () => stop(),
    },
    new CountQueuingStrategy({ highWaterMark: 1 }),
  );
  return new Response(body, {
    headers: {
      'Content-Type': 'text/event-stream; charset=utf-8',
      'Cache-Control': 'no-store, no-transform',
      'X-Accel-Buffering': 'no',
    },
  });
}

function missed(hub: LiveHub, lastEventId: string | null): HubMessage[] {
  return lastEventId === null ? [] : (hub.since(lastEventId) ?? ['reset']);
}

function format(message: HubMessage): string {
  if (message === 'reset') return 'event: reset\ndata: {}\n\n';
  const { id, ...change } = message;
  return `id: ${id}\ndata: ${JSON.stringify(change)}\n\n`;
}
