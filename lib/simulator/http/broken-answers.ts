import type { ActiveFault } from '@/lib/simulator/http/faults';

/** Answers that come, and yet are of no use. */

export function brokenBody(): Response {
  return new Response(
    new ReadableStream({ start: (controller) => controller.error(new Error('connection reset')) }),
  );
}

export function webPage(): Response {
  return new Response('<!doctype html><title>Sign in</title><h1>Sign in</h1>', {
    headers: { 'Content-Type': 'text/html; charset=utf-8' },
  });
}

export function malformed(): Response {
  return new Response('{"object": "list", "data": [}', { headers: { 'Content-Type': 'application/json' } });
}

export async function truncated(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    status: response.status,
    headers: typeOf(response),
  });
}

/** JSON that never ends; the reader has to let go. */
export function oversized(): Response {
  const piece = new TextEncoder().encode(`"${'x'.repeat(256 * 1024)}",`);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('[')),
    pull: (controller) => controller.enqueue(piece),
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}

/** Much text, made only as fast as somebody reads it. */
export function huge({ bytes = 200 * 1024 * 1024, progress }: ActiveFault): Response {
  const piece = new TextEncoder().encode('All work and no play. '.repeat(3_000));
  const body = new ReadableStream<Uint8Array>(
    {
      pull: (controller) => {
        const next = piece.subarray(0, bytes - progress.sentBytes);
        progress.sentBytes += next.length;
        controller.enqueue(next);
        if (progress.sentBytes >= bytes) controller.close();
      },
      cancel: () => {
        progress.isCutOff = true;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body, { headers: { 'Content-Type': 'text/plain; charset=utf-8' } });
}

export async function slowed(response: Response, delayMs: number): Promise<Response> {
  const bytes = new Uint8Array(await response.arrayBuffer());
  const half = Math.ceil(bytes.length / 2);
  let timer: NodeJS.Timeout | undefined;
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => {
      controller.enqueue(bytes.subarray(0, half));
      timer = setTimeout(() => {
        controller.enqueue(bytes.subarray(half));
        controller.close();
      }, delayMs);
    },
    cancel: () => clearTimeout(timer),
  });
  return new Response(body, { status: response.status, headers: typeOf(response) });
}

const isoTime = /"(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z)"/g;

/** From a router whose clock is ahead: the Date of the answer, and every ISO time in its JSON. */
export async function skewed(response: Response, skewMs: number, now: number): Promise<Response> {
  const text = await response.text();
  const shifted = text.replace(
    isoTime,
    (_, time) => `"${new Date(Date.parse(time) + skewMs).toISOString()}"`,
  );
  return new Response(response.status === 204 ? null : shifted, {
    status: response.status,
    headers: { ...typeOf(response), Date: new Date(now + skewMs).toUTCString() },
  });
}

function typeOf(response: Response): Record<string, string> {
  return { 'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream' };
}
