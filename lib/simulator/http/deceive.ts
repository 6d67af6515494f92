import { contract } from '@/lib/xem/wire/contract';

/** What a fault may have the router do with the request that meets it. */
export type Router = {
  /** As it would have been answered, with its effect. */
  answer(): Promise<Response>;
  /** The same without any effect: it happens in a copy of the world, which is thrown away. */
  pretend(): Promise<Response>;
  /** Carries out a request, met by no fault, once that much simulated time has gone by. */
  later(delayMs: number, request: Request): void;
  /** Drops the connection and says whether there was one. */
  cut(): boolean;
  /** In simulated time. */
  now(): number;
};

export async function applyLate(request: Request, router: Router, delayMs: number): Promise<Response> {
  // Before it is read, like the opposite below.
  const again = request.clone();
  const response = await router.pretend();
  if (response.ok) router.later(delayMs, again);
  return response;
}

/** Flapping: what a pause stopped goes on by itself, and the other way round. Other requests are just answered. */
export async function undoLater(request: Request, router: Router, delayMs: number): Promise<Response> {
  const opposite = oppositeOf(request);
  const response = await router.answer();
  if (response.ok && opposite !== null) router.later(delayMs, opposite);
  return response;
}

function oppositeOf(request: Request): Request | null {
  const { pauseExec, resumeExec } = contract.operations;
  const [pause, resume] = [pauseExec.path, resumeExec.path].map((path) => `/${path.split('/').at(-1)}`);
  const { pathname } = new URL(request.url);
  const [from, to] = pathname.endsWith(pause ?? '') ? [pause, resume] : [resume, pause];
  if (from === undefined || to === undefined || !pathname.endsWith(from)) return null;
  return new Request(request.url.replace(from, to), request.clone());
}
