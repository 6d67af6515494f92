import type { Context, Handler, Hono } from 'hono';
import { demandScope, type SimulatorKey } from '@/lib/simulator/http/keys';
import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';
import type { OperationName } from '@/lib/xem/wire/operation-table';

export type RouterEnv = { Variables: { key: SimulatorKey; requestId: string } };
export type RouterApp = Hono<RouterEnv>;
export type RouterContext = Context<RouterEnv>;

/** The world as it is now: asking lets the time that has passed take effect. */
export type CurrentWorld = () => World;

/** Answers one operation of the table under its own path, for keys that carry its scope. */
export function answer(app: RouterApp, name: OperationName, handler: Handler<RouterEnv>): void {
  const { method, path, surface } = contract.operations[name];
  app.on(method, `/:project/v1${path.replace(/\{(\w+)\}/g, ':$1')}`, (context, next) => {
    demandScope(context.get('key'), surface);
    return handler(context, next);
  });
}

/** A parameter that the path of the operation names. */
export function param(context: RouterContext, name: string): string {
  return context.req.param(name) ?? '';
}

/** The JSON body; an empty one is an empty object. */
export async function readBody(context: RouterContext): Promise<Record<string, unknown> | null> {
  const text = await context.req.text();
  if (text.trim() === '') return {};
  try {
    const body: unknown = JSON.parse(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body) ? { ...body } : null;
  } catch {
    return null;
  }
}
