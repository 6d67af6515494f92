import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';
import { Hono } from 'hono';
import { type ControlDesk, guardDesk } from '@/lib/simulator/control/control-desk';
import { answerFaults } from '@/lib/simulator/control/control-faults';
import { answerStory } from '@/lib/simulator/control/control-story';
import { answerAgents } from '@/lib/simulator/http/agent-routes';
import { answerApprovals } from '@/lib/simulator/http/approval-routes';
import { answerExec } from '@/lib/simulator/http/exec-routes';
import { answerExports } from '@/lib/simulator/http/export-routes';
import type { Faults } from '@/lib/simulator/http/faults';
import { answerKeys } from '@/lib/simulator/http/key-routes';
import { authenticate, keyRing, type SimulatorKeys } from '@/lib/simulator/http/keys';
import { misbehave } from '@/lib/simulator/http/misbehave';
import { presentHealth } from '@/lib/simulator/http/present';
import { Refusal, UnknownThing } from '@/lib/simulator/http/refusal';
import { answer, type CurrentWorld, type RouterApp, type RouterEnv } from '@/lib/simulator/http/routes';
import type { Variants } from '@/lib/simulator/http/variants';
import { answerWebhooks } from '@/lib/simulator/http/webhook-routes';
import { answerWorkspaces } from '@/lib/simulator/http/workspace-routes';
import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';

/** The router's HTTP face. One project; every answer carries a request id, also the broken ones. */
export function createApp(options: {
  project: string;
  keys: SimulatorKeys;
  faults: Faults;
  current: CurrentWorld;
  /** A world of its own, for what is to have no effect. */
  copy(): World;
  later(delayMs: number, send: () => void): void;
  desk: ControlDesk;
  variants: Variants;
}): Hono<RouterEnv> {
  const { project, faults } = options;
  const ring = keyRing(options.keys);
  const hono = new Hono<RouterEnv>();
  const app: RouterApp = { hono, variants: options.variants };
  // Set while a request is answered that only seems to be carried out.
  const copies = new AsyncLocalStorage<World>();
  const current = () => copies.getStore() ?? options.current();

  hono.use(async (context, next) => {
    await next();
    context.header(contract.headers.requestId, `req_${randomBytes(12).toString('hex')}`);
  });

  hono.get('/healthz', (context) => context.json({ status: 'ok' }));
  guardDesk(hono, options.desk.key);
  answerFaults(hono, options.desk);
  answerStory(hono, options.desk);

  hono.use('/:project/*', async (context, next) => {
    const path = context.req.path.replace(/^\/[^/]+\/v1/, '');
    const fault = context.env === replayed ? null : faults.take(context.req.method, path);
    if (fault === null) return next();
    const respond = async () => {
      await next();
      return context.res;
    };
    context.res = await misbehave(fault, context.req.raw, {
      answer: respond,
      pretend: () => copies.run(options.copy(), respond),
      later: (delayMs, again) => options.later(delayMs, () => void hono.fetch(again, replayed)),
      cut: () => cutConnection(context.env),
      now: () => current().now,
    });
    return undefined;
  });

  hono.use('/:project/*', async (context, next) => {
    context.set('variants', options.variants);
    context.set('key', authenticate(ring, context.req.header('Authorization'), current()));
    const named = context.req.param('project');
    if (named !== project) {
      throw new Refusal(404, 'not_found_error', `project ${named} not found`, { code: 'project_not_found' });
    }
    await next();
  });

  answerExec(app, current);
  answerApprovals(app, current);
  answerAgents(app, current);
  answerWorkspaces(app, current);
  answerExports(app, current);
  answerKeys(app, current, ring);
  answerWebhooks(app, current);
  answer(app, 'healthDashboard', (context) => context.json(presentHealth(current())));

  hono.notFound((context) =>
    new Refusal(
      404,
      'not_found_error',
      `no route for ${context.req.method} ${context.req.path}`,
    ).toResponse(),
  );
  hono.onError((error) => {
    if (error instanceof UnknownThing) return error.under(options.variants.unknownId).toResponse();
    if (error instanceof Refusal) return error.toResponse();
    return new Refusal(500, 'server_error', `simulator: ${error.message}`).toResponse();
  });
  return hono;
}

/** Marks a request that a fault held back: it meets no other. */
const replayed = {};

/** Under Node's server the socket is at hand; a bare fetch handler has none. */
function cutConnection(env: unknown): boolean {
  const socket = inside(inside(env, 'incoming'), 'socket');
  const destroy = inside(socket, 'destroy');
  if (typeof destroy !== 'function') return false;
  destroy.call(socket);
  return true;
}

function inside(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
