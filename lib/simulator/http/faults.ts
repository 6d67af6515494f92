import { Refusal } from '@/lib/simulator/http/refusal';

/** How a router may misbehave; numbers are answered with their status. */
export type FaultKind =
  | '401'
  | '403'
  | '404'
  | '409'
  | '429'
  | '500'
  | '503'
  | 'hang'
  | 'reset'
  | 'html'
  | 'malformed'
  | 'truncated'
  | 'oversized'
  | 'huge'
  | 'slow';

export type Fault = {
  /** Below the project, e.g. `/exec/executions`; everything under it is meant too. */
  path: string;
  method?: string;
  kind: FaultKind;
  /** How often; for ever when absent. */
  times?: number;
  retryAfterSeconds?: number;
  /** For `slow`: how long the second half of the answer is held back. */
  delayMs?: number;
  /** For `huge`: how much is sent. */
  bytes?: number;
};

/** What has become of a fault so far. */
export type FaultProgress = { sentBytes: number; isCutOff: boolean };

export type Faults = {
  inject(fault: Fault): FaultProgress;
  clear(): void;
  /** The fault that this request meets, used up by one. */
  take(method: string, path: string): ActiveFault | null;
};

type ActiveFault = Fault & { progress: FaultProgress };

export function createFaults(): Faults {
  let active: ActiveFault[] = [];
  return {
    inject: (fault) => {
      const progress: FaultProgress = { sentBytes: 0, isCutOff: false };
      active.push({ ...fault, progress });
      return progress;
    },
    clear: () => {
      active = [];
    },
    take: (method, path) => {
      const fault = active.find((it) => matches(it, method, path));
      if (fault === undefined) return null;
      if (fault.times !== undefined) {
        fault.times -= 1;
        if (fault.times <= 0) active = active.filter((it) => it !== fault);
      }
      return fault;
    },
  };
}

function matches(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method !== method) return false;
  return path === fault.path || path.startsWith(`${fault.path.replace(/\/$/, '')}/`);
}

/** The misbehaviour as a response. `cut` drops the connection and says whether there was one. */
export async function misbehave(
  fault: ActiveFault,
  request: Request,
  cut: () => boolean,
  answer: () => Promise<Response>,
): Promise<Response> {
  switch (fault.kind) {
    case '401':
      return new Refusal(401, 'authentication_error', 'Invalid API key provided', {
        code: 'invalid_api_key',
      }).toResponse();
    case '403':
      return new Refusal(403, 'authentication_error', 'API key lacks the required scope', {
        code: 'scope_insufficient',
      }).toResponse();
    case '404':
      return new Refusal(404, 'not_found_error', 'Not found').toResponse();
    case '409':
      return new Refusal(409, 'conflict_error', 'Already decided').toResponse();
    case '429':
      return new Refusal(429, 'rate_limit_error', 'Rate limit exceeded', {
        code: 'rate_limit_exceeded',
        retryAfterSeconds: fault.retryAfterSeconds ?? 1,
      }).toResponse();
    case '500':
      return new Refusal(500, 'server_error', 'Internal server error').toResponse();
    case '503':
      return new Refusal(503, 'server_error', 'No agent is online for this tool', {
        code: 'tool_executor_unavailable',
        ...(fault.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: fault.retryAfterSeconds }),
      }).toResponse();
    case 'hang':
      return new Promise((resolve) => {
        request.signal.addEventListener('abort', () => resolve(new Response(null, { status: 499 })));
      });
    case 'reset':
      return cut() ? new Response(null, { status: 499 }) : brokenBody();
    case 'html':
      return new Response('<!doctype html><title>Sign in</title><h1>Sign in</h1>', {
        headers: { 'Content-Type': 'text/html; charset=utf-8' },
      });
    case 'malformed':
      return new Response('{"object": "list", "data": [}', {
        headers: { 'Content-Type': 'application/json' },
      });
    case 'truncated':
      return truncated(await answer());
    case 'oversized':
      return oversized();
    case 'huge':
      return huge(fault);
    case 'slow':
      return slowed(await answer(), fault.delayMs ?? 1_000);
  }
}

function brokenBody(): Response {
  return new Response(
    new ReadableStream({ start: (controller) => controller.error(new Error('connection reset')) }),
  );
}

async function truncated(response: Response): Promise<Response> {
  const text = await response.text();
  return new Response(text.slice(0, Math.ceil(text.length / 2)), {
    status: response.status,
    headers: typeOf(response),
  });
}

/** JSON that never ends; the reader has to let go. */
function oversized(): Response {
  const piece = new TextEncoder().encode(`"${'x'.repeat(256 * 1024)}",`);
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(new TextEncoder().encode('[')),
    pull: (controller) => controller.enqueue(piece),
  });
  return new Response(body, { headers: { 'Content-Type': 'application/json' } });
}

/** Much text, made only as fast as somebody reads it. */
function huge({ bytes = 200 * 1024 * 1024, progress }: ActiveFault): Response {
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

async function slowed(response: Response, delayMs: number): Promise<Response> {
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

function typeOf(response: Response): Record<string, string> {
  return { 'Content-Type': response.headers.get('Content-Type') ?? 'application/octet-stream' };
}
