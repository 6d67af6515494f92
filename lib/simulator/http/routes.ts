import type { Context, Hono } from 'hono';
import { demandScope, type SimulatorKey } from '@/lib/simulator/http/keys';
import { reshape } from '@/lib/simulator/http/reshape';
import type { Variants } from '@/lib/simulator/http/variants';
import type { World } from '@/lib/simulator/world/world';
import { contract } from '@/lib/xem/wire/contract';
import type { Operation, OperationName } from '@/lib/xem/wire/operation-table';

export type RouterEnv = { Variables: { key: SimulatorKey; variants: Variants } };
export type RouterApp = { hono: Hono<RouterEnv>; variants: Variants };
export type RouterContext = Context<RouterEnv>;

/** The world as it is now: asking lets the time that has passed take effect. */
export type CurrentWorld = () => World;

/** Answers one operation of the table under its path, or the variant's, for keys that carry its scope. */
export function answer(
  { hono, variants }: RouterApp,
  name: OperationName,
  handler: (context: RouterContext) => Response | Promise<Response>,
): void {
  if (variants.missing.includes(name)) return;
  const operation: Operation = contract.operations[name];
  const other = variants.otherRoutes.includes(name) ? operation.or?.[0] : undefined;
  const { method, path } = other ?? operation;
  const isPause = name === 'pauseExec' || name === 'resumeExec';
  const scope = isPause ? variants.pauseScope : contract.surfaces[operation.surface].scope;
  hono.on(method, `/:project/v1${path.replace(/\{(\w+)\}/g, ':$1')}`, async (context) => {
    demandScope(context.get('key'), scope);
    return reshape(await handler(context), variants);
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
