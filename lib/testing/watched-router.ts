import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { systemClock } from '@/lib/clock';
import { createSimulator } from '@/lib/simulator/simulator';
import { createHttpXem } from '@/lib/xem/http/create-http-xem';
import type { Xem } from '@/lib/xem/xem';

type Verb = 'pause' | 'resume';

/** A change of an agent at XEM, as it came about there; `outside` where Holdfast had no part in it. */
export type Effect = { verb: Verb; agentId: string; at: Date; isOutside: boolean; requestId: string | null };

/** One write that came in. `apply` lets XEM carry it out; what it answers need not be told. */
export type Arrival = { verb: Verb; agentId: string; signal: AbortSignal; apply(): Promise<Response> };
type Meddler = (arrival: Arrival) => Promise<Response>;

export type WatchedRouter = {
  baseUrl: string;
  key: string;
  xem: Xem;
  /** Every write that came in, whatever became of it, by method and path. */
  writes: string[];
  effects: Effect[];
  /** The next write about this agent meets `meddler` in place of XEM. */
  meddle(agentId: string, meddler: Meddler): void;
  /** Writes that nobody has met yet are carried out. */
  calm(): void;
  /** The pause is undone by itself. */
  flap(agentId: string): void;
  /** Connections are cut, or answered again. */
  setAway(isAway: boolean): void;
  close(): Promise<void>;
};

/** The simulator behind real HTTP and real time, that tells what was done to it and can be made to misbehave. */
export async function startWatchedRouter(): Promise<WatchedRouter> {
  const simulator = createSimulator({ scenario: 'quiet', clock: systemClock });
  const writes: string[] = [];
  const effects: Effect[] = [];
  const meddlers = new Map<string, Meddler[]>();
  let isAway = false;

  async function apply(request: Request, verb: Verb, agentId: string): Promise<Response> {
    const response = await simulator.fetch(request);
    if (response.ok) {
      const requestId = response.headers.get('X-Request-ID');
      effects.push({ verb, agentId, at: new Date(), isOutside: false, requestId });
    }
    return response;
  }

  async function answer(request: Request): Promise<Response> {
    if (request.method === 'GET') return simulator.fetch(request);
    const { pathname } = new URL(request.url);
    writes.push(`${request.method} ${pathname}`);
    const [, agentId = '', verb] = /\/agents\/([^/]+)\/(pause|resume)-exec$/.exec(pathname) ?? [];
    if (verb !== 'pause' && verb !== 'resume') return simulator.fetch(request);
    // Its body is read before the connection may be gone.
    const copy = new Request(request.url, {
      method: request.method,
      headers: request.headers,
      body: await request.text(),
    });
    const meddler = meddlers.get(agentId)?.shift();
    if (!meddler) return apply(copy, verb, agentId);
    return meddler({ verb, agentId, signal: request.signal, apply: () => apply(copy, verb, agentId) });
  }

  const server = createAdaptorServer({ fetch: answer });
  server.on('connection', (socket) => {
    if (isAway) socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}${simulator.basePath}`;
  const key = simulator.keys.all;
  const cutAll = () => {
    if ('closeAllConnections' in server) server.closeAllConnections();
  };

  return {
    baseUrl,
    key,
    xem: createHttpXem({ baseUrl, keys: { execution: key, management: key, inference: key } }),
    writes,
    effects,
    meddle: (agentId, meddler) => {
      meddlers.set(agentId, [...(meddlers.get(agentId) ?? []), meddler]);
    },
    calm: () => meddlers.clear(),
    flap: (agentId) => {
      simulator.controls.resumeAgent(agentId);
      effects.push({ verb: 'resume', agentId, at: new Date(), isOutside: true, requestId: null });
    },
    setAway: (next) => {
      isAway = next;
      if (isAway) cutAll();
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        cutAll();
      }),
  };
}
